// VeraCheck: validates PDF files with the veraPDF library, without veraPDF's installer, many files and profiles in one JVM.
//   java -cp verapdf.jar:. VeraCheck PROFILE[,PROFILE...] A.pdf B.pdf ...       ua1, ua2, 1a..3u, 4, 4e, 4f, wt1a, wt1r
//
// Output, one line each, fields separated by tabs:
//   RESULT  profile  file  PASS|FAIL  number-of-rules  number-of-checks
//   RULE    profile  file  specification clause-test  times-failed  message
//   BROKEN  profile  file  reason
// Exit: 0 every file complies, 1 one does not, 2 something could not be checked.
//
// The jar that is used leaves out the JAXB runtime, so veraPDF's own profile loader fails; the profiles, plain XML inside
// the same jar, are read here with DOM instead.

import java.io.File;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

public class VeraCheck {
  static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  static final Map<String, String> PROFILE_FILES = Map.of(
      "ua1", "PDFUA-1", "ua2", "PDFUA-2-ISO32005", "wt1a", "WTPDF-1-0-Accessibility", "wt1r", "WTPDF-1-0-Reuse");

  public static void main(String[] args) {
    if (args.length < 2) {
      System.err.println("usage: VeraCheck PROFILE[,PROFILE...] FILE.pdf ...");
      System.exit(2);
    }
    java.util.logging.LogManager.getLogManager().reset(); // the parser logs every oddity of every font
    VeraGreenfieldFoundryProvider.initialise();
    int exit = 0;
    for (String id : args[0].split(",")) {
      ValidationProfile profile = null;
      String reason = null;
      try {
        profile = profile("org/verapdf/pdfa/validation/" + PROFILE_FILES.getOrDefault(id, "PDFA-" + id.toUpperCase()) + ".xml");
      } catch (Throwable e) {
        reason = "no such profile: " + reason(e);
      }
      for (int i = 1; i < args.length; i++) {
        if (profile == null) {
          line("BROKEN", id, args[i], reason);
          exit = 2;
        } else {
          exit = Math.max(exit, check(id, profile, args[i]));
        }
      }
    }
    System.exit(exit);
  }

  /** Checks one file against one profile, prints the result and returns the exit code it asks for. */
  static int check(String id, ValidationProfile profile, String file) {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), profile.getPDFAFlavour())) {
      ValidationResult result = Foundries.defaultInstance().createValidator(profile, 100, false, true, false).validate(parser);
      Map<String, Integer> times = new TreeMap<>();
      Map<String, String> message = new HashMap<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() != TestAssertion.Status.FAILED) continue;
        RuleId rule = assertion.getRuleId();
        String name = rule.getSpecification().getId() + " " + rule.getClause() + "-" + rule.getTestNumber();
        times.merge(name, 1, Integer::sum);
        message.putIfAbsent(name, assertion.getMessage() + " @ " + assertion.getLocation().getContext());
      }
      line("RESULT", id, file, result.isCompliant() ? "PASS" : "FAIL", profile.getRules().size(), result.getTotalAssertions());
      for (String name : times.keySet()) line("RULE", id, file, name, times.get(name), message.get(name));
      return result.isCompliant() ? 0 : 1;
    } catch (Throwable e) { // a broken file must not keep the others from being checked
      line("BROKEN", id, file, reason(e));
      return 2;
    }
  }

  static String reason(Throwable e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  static void line(Object... fields) {
    StringBuilder text = new StringBuilder();
    for (Object field : fields) {
      if (text.length() > 0) text.append('\t');
      text.append(String.valueOf(field).replaceAll("\\s+", " "));
    }
    OUT.println(text);
  }

  static ValidationProfile profile(String resource) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setNamespaceAware(true);
    Element root;
    try (InputStream in = ValidationProfile.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) throw new FileNotFoundException(resource);
      root = factory.newDocumentBuilder().parse(in).getDocumentElement();
    }
    SortedSet<Rule> rules = new TreeSet<>(Comparator
        .comparing((Rule r) -> r.getRuleId().getSpecification().name())
        .thenComparing(r -> r.getRuleId().getClause())
        .thenComparing(r -> r.getRuleId().getTestNumber()));
    for (Element rule : children(child(root, "rules"), "rule")) rules.add(rule(rule));
    SortedSet<Variable> variables = new TreeSet<>(Comparator.comparing(Variable::getName));
    for (Element v : children(child(root, "variables"), "variable")) {
      variables.add(Profiles.variableFromValues(
          v.getAttribute("name"), v.getAttribute("object"), text(v, "defaultValue"), text(v, "value")));
    }
    return Profiles.profileFromSortedValues(
        PDFAFlavour.valueOf(root.getAttribute("flavour")),
        Profiles.profileDetailsFromValues(resource, "", "veraPDF", new Date(0)), "", rules, variables);
  }

  static Rule rule(Element rule) {
    Element id = child(rule, "id");
    Element error = child(rule, "error");
    List<ErrorArgument> arguments = new ArrayList<>();
    for (Element a : children(child(error, "arguments"), "argument")) {
      arguments.add(ErrorArgumentImpl.fromValues(a.getTextContent(), a.hasAttribute("name") ? a.getAttribute("name") : null, null));
    }
    return Profiles.ruleFromValues(
        Profiles.ruleIdFromValues(
            PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
            id.getAttribute("clause"),
            Integer.parseInt(id.getAttribute("testNumber"))),
        rule.getAttribute("object"),
        rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null,
        rule.getAttribute("tags"),
        text(rule, "description"),
        text(rule, "test"),
        Profiles.errorFromValues(text(error, "message"), arguments),
        new ArrayList<>());
  }

  static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    if (parent == null) return found;
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element && name.equals(node.getLocalName())) found.add((Element) node);
    }
    return found;
  }

  static Element child(Element parent, String name) {
    List<Element> found = children(parent, name);
    return found.isEmpty() ? null : found.get(0);
  }

  static String text(Element parent, String name) {
    Element element = child(parent, name);
    return element == null ? "" : element.getTextContent();
  }
}
