// EpubCheckMany: EPUBCheck on many books in one JVM. Starting it costs about five seconds and a warm check a fraction of one.
//   java -cp epubcheck.jar:. EpubCheckMany OUT A.epub B.epub ...      writes OUT/0.json, OUT/1.json, ...
// A book whose check breaks down leaves no report, which the caller must count as "not run". Exit: always 0.

import com.adobe.epubcheck.tool.EpubChecker;
import java.io.File;

public class EpubCheckMany {
  public static void main(String[] args) {
    for (int i = 1; i < args.length; i++) {
      File report = new File(args[0], (i - 1) + ".json");
      try {
        // A checker keeps its settings in fields, so every book gets a new one. -u: usage notes are findings too.
        new EpubChecker().run(new String[] {"-u", "--json", report.getPath(), args[i]});
      } catch (Throwable broken) {
        report.delete();
        System.err.println(args[i] + ": " + broken);
      }
    }
    System.exit(0);
  }
}
