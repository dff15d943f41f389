//! What fires, sentence by sentence.

use super::*;

fn shown(language: &str, text: &str) -> Vec<String> {
    statement(language, text)
        .triggers
        .into_iter()
        .map(|trigger| format!("{}: {}", trigger.sort.name(), &text[trigger.range]))
        .collect()
}

fn check_in(language: &str, text: &str, expected: &[&str]) {
    assert_eq!(shown(language, text), expected, "{text}");
}

fn check(text: &str, expected: &[&str]) {
    check_in("en", text, expected);
}

#[test]
fn quantities_in_every_spelling() {
    check("There were 600 of them.", &["a figure: 600"]);
    check("It rose to 2,706.5 in all.", &["a figure: 2,706.5"]);
    check("Some 600 000 people fled.", &["a figure: 600 000"]);
    check("A group of 12–15 people left.", &["a figure: 12–15"]);
    check("It fell by ½ overnight.", &["a figure: ½"]);
    check("There were ６００ people.", &["a figure: ６００"]);
    check("They own 5kg of it.", &["a figure: 5kg"]);
    check("She is a 12-year-old.", &["a figure: 12"]);
    check("We built 1.5 million homes.", &["a figure: 1.5 million"]);
    check(
        "About 1.234.567 people live there.",
        &["a figure: 1.234.567"],
    );
    check(
        "Women (12) and men (15) came.",
        &["a figure: 12", "a figure: 15"],
    );
    check("The 31 refugees were held.", &["a figure: 31"]);
    check("About 2000 people came.", &["a figure: 2000"]);
    check("In Yanji 31 people were held.", &["a figure: 31"]);
    check("They number 600 today.", &["a figure: 600"]);
    check("China’s 600 cases are open.", &["a figure: 600"]);
}

#[test]
fn numbers_spelled_out_are_told() {
    check(
        "They counted some six hundred men.",
        &["a number in words: six hundred"],
    );
    check("It took a dozen trips.", &["a number in words: a dozen"]);
    check(
        "They kept two thirds of it.",
        &["a number in words: two thirds"],
    );
    check(
        "A one-third share is theirs.",
        &["a number in words: one-third"],
    );
    check(
        "A quarter of the herd is gone.",
        &["a number in words: A quarter"],
    );
    check(
        "They number tens of thousands.",
        &["a number in words: tens of thousands"],
    );
    check(
        "One in five children is stunted.",
        &["a number in words: One in five"],
    );
    check(
        "Of them twenty-two died.",
        &["a number in words: twenty-two"],
    );
    check("One person is missing.", &["a number in words: One"]);
    check("Six were taken away.", &["a number in words: Six"]);
    check("It has doubled since.", &["a number in words: doubled"]);
    check(
        "It was two hundred and five.",
        &["a number in words: two hundred and five"],
    );
    check(
        "More than half the men left.",
        &["a number in words: half the"],
    );
}

#[test]
fn sums_of_money_and_percentages_are_told() {
    check(
        "Brokers charged US$4.50 a day.",
        &["a sum of money: US$4.50"],
    );
    check("It costs €1.2bn.", &["a sum of money: €1.2bn"]);
    check("It costs $3 million.", &["a sum of money: $3 million"]);
    check(
        "It costs 45 million dollars.",
        &["a sum of money: 45 million dollars"],
    );
    check("It costs CNY 2,000.50.", &["a sum of money: CNY 2,000.50"]);
    check("It costs 600 won.", &["a sum of money: 600 won"]);
    check("It costs five dollars.", &["a sum of money: five dollars"]);
    check(
        "About 3.5 per cent are men.",
        &["a percentage: 3.5 per cent"],
    );
    check("About 61% are men.", &["a percentage: 61%"]);
    check("Fifty percent are men.", &["a percentage: Fifty percent"]);
}

#[test]
fn numbers_that_are_names_do_not_count() {
    for text in [
        "See Section 2, Figure 3 and Table 1.",
        "Figures 3, 4 and 5 show it.",
        "Room 39 is closed.",
        "Covid-19 spread, as HIV-1 had.",
        "The paper size is A4.",
        "The G7 met in Hiroshima.",
        "Camp 14 is closed.",
        "It is in A/HRC/25/63 and in A/HRC/25/CRP.1.",
        "Version 2.0 follows version 1.10.3.",
        "Address 192.168.1.1 answers.",
        "Resolution 1718 and Unit 731 are known.",
        "Windows 11 runs on a Boeing 737.",
        "1. The State must act.",
        "(2) The State must act.",
        "The State must (1) investigate and (2) prosecute.",
        "The State must 1) investigate and 2) prosecute.",
        "See No. 20 and p. 5.",
        "The 38th parallel is near.",
        "The 18th Congress is over.",
        "It is 24/7 work.",
        "Cells with CD4 use B2B on 5G.",
        "World War Two is over; chapter two begins.",
        "Two reasons speak for it; the two sides disagree.",
        "The other half is here.",
        "There are 2 different approaches.",
        "Somebody said it before [12].",
        "A 401(k) is a plan, and 7-Eleven is a shop.",
        "See doi:10.1186/s41073-025-00173-z and https://example.org/2014/report7.",
        "SARS-CoV-2, IL-6, p53 and H1N1 are known, as are 3a and 12b.",
        "See para. 446, pp. 130-131 and General Comment No. 20.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn dates_count_where_something_happened() {
    check(
        "He was arrested on 9 October 2023.",
        &["a date: 9 October 2023"],
    );
    check(
        "On Oct. 5, 2024, police raided it.",
        &["a date: Oct. 5, 2024"],
    );
    check("It closed in May 2019.", &["a date: May 2019"]);
    check("It closed on 2012-02-05.", &["a date: 2012-02-05"]);
    check("It closed on 5.3.2012.", &["a date: 5.3.2012"]);
    check("It closed on the 3rd of May.", &["a date: 3rd of May"]);
    check("It was so in the mid-1990s.", &["a date: 1990s"]);
    check("It was so from 2010–12.", &["a date: 2010–12"]);
    check("They left in ’81.", &["a date: 81"]);
    check("The 1951 Convention applies.", &[]);
    check("The law of 2012 is in force.", &[]);
}

#[test]
fn shares_and_times_in_words_are_triggers() {
    check("Output fell by half.", &["a number in words: by half"]);
    check(
        "A quarter were women.",
        &["a number in words: A quarter were"],
    );
    check(
        "A majority voted for it.",
        &["a number in words: A majority voted"],
    );
    check(
        "Twice the number came.",
        &["a number in words: Twice the number"],
    );
    check("Scores died.", &["a number in words: Scores died"]);
    check(
        "Most children do not go to school.",
        &["a number in words: Most children"],
    );
    check("Most of this is known.", &[]);
    check("He set a majority vote.", &[]);
}

#[test]
fn provisions_are_told_from_sections_of_the_report() {
    check(
        "Section 12(3) of the Act forbids it.",
        &["a legal provision: Section 12"],
    );
    check("Article 33 forbids it.", &["a legal provision: Article 33"]);
    check("Art. 33(1) forbids it.", &["a legal provision: Art. 33"]);
    check(
        "Articles 31 and 33 forbid it.",
        &["a legal provision: Articles 31", "a legal provision: 33"],
    );
    check("It breaks § 4.", &["a legal provision: § 4"]);
    check(
        "See section 5 of the Criminal Code.",
        &["a legal provision: section 5"],
    );
    check("See section 5 of this report.", &[]);
}

#[test]
fn superlatives_and_accusations_are_told() {
    check("It is the largest camp.", &["a superlative: largest"]);
    check(
        "It is the first such report.",
        &["a superlative: the first"],
    );
    check("In the first place, it is so.", &[]);
    check("At first, only they came.", &[]);
    check("The First Lady speaks.", &[]);
    check("They took the highest-confidence calls.", &[]);
    check("It is the most important task.", &[]);
    check("Guards tortured him.", &["an accusation: tortured"]);
    check("They tortured him.", &[]);
    check(
        "They are tortured by Chinese guards.",
        &["an accusation: tortured"],
    );
    check("The method tortured nobody.", &[]);
}

#[test]
fn quotations_of_four_words() {
    check(
        "She says “we were kneeling there”.",
        &["a quotation: “we were kneeling there”"],
    );
    check(
        "She says ‘we were kneeling there’.",
        &["a quotation: ‘we were kneeling there’"],
    );
    check("They call it a “second prison”.", &[]);
}

#[test]
fn korean_text_is_read_with_korean_lists() {
    let check = |text: &str, expected: &[&str]| check_in("ko-KR", text, expected);
    check("약 600명이 송환되었다.", &["a figure: 600명"]);
    check("600여 명이 체포됐다.", &["a figure: 600여 명"]);
    check("육백 명이 송환되었다.", &["a number in words: 육백 명"]);
    check("약 육백여 명이 갔다.", &["a number in words: 육백여 명"]);
    check(
        "수백 명이 두 번째로 도착했다.",
        &["a number in words: 수백 명"],
    );
    check("두 명이 숨졌다.", &["a number in words: 두 명"]);
    check("절반이 여성이다.", &["a number in words: 절반"]);
    check("응답자의 3.5%가 남성이다.", &["a percentage: 3.5%"]);
    check("백만 달러가 송금되었다.", &["a sum of money: 백만 달러"]);
    check(
        "그는 2019년 5월 3일에 체포되었다.",
        &["a date: 2019년 5월 3일"],
    );
    check("그는 2019. 5. 3. 체포되었다.", &["a date: 2019. 5. 3"]);
    check(
        "난민협약 제33조는 금지한다.",
        &["a legal provision: 제33조"],
    );
    check(
        "그는 “매일 두 번씩 맞았다”고 말했다.",
        &["a quotation: “매일 두 번씩 맞았다”"],
    );
    check("제2차 세계대전이 끝났다.", &[]);
    check("이 사건은 중요하다.", &[]);
    check("한국은 세계 여러 나라와 협력한다.", &[]);
    check("2012년 협약은 중요하다.", &[]);
}

#[test]
fn chinese_text_is_read_with_chinese_lists() {
    let check = |text: &str, expected: &[&str]| check_in("zh-Hans", text, expected);
    check("三千人被遣返。", &["a number in words: 三千人"]);
    check("约五百人被捕。", &["a number in words: 五百人"]);
    check("人数约五百。", &["a number in words: 五百"]);
    check("数百名妇女被卖。", &["a number in words: 数百名"]);
    check("百分之三的人是男性。", &["a percentage: 百分之三"]);
    check("约3.5%为男性。", &["a percentage: 3.5%"]);
    check("他支付4000元。", &["a sum of money: 4000元"]);
    check(
        "2012年2月，当局逮捕了31名朝鲜人。",
        &["a date: 2012年2月", "a figure: 31名"],
    );
    check(
        "约有8万至12万名囚犯。",
        &["a figure: 8万", "a figure: 12万名"],
    );
    check("二〇一二年二月，他被捕。", &["a date: 二〇一二年二月"]);
    check("第三十三条禁止推回。", &["a legal provision: 第三十三条"]);
    check("《难民公约》第33条适用。", &["a legal provision: 第33条"]);
    check(
        "发言人说「他们不是真正的难民」。",
        &["a quotation: 「他们不是真正的难民」"],
    );
    check("一些人说，这是一个重要的问题。", &[]);
    check("第二次世界大战结束。", &[]);
    check("十分重要的是，四川的情况不同。", &[]);
    check("《关于难民地位的公约》适用。", &[]);
}

#[test]
fn a_language_without_lists_is_read_with_english_ones() {
    check_in("fr", "Quelque 600 personnes ont fui.", &["a figure: 600"]);
    check_in(
        "",
        "Some six hundred men left.",
        &["a number in words: six hundred"],
    );
    check_in("ja", "約600人が送還された。", &["a figure: 600"]);
}

#[test]
fn statements_of_fact_are_told_from_talk() {
    let check = |text: &str, expected: bool| {
        let statement = statement("en", text);
        assert_eq!(statement.is_claim, expected, "{text}: {statement:?}");
    };
    check("Hospitals across the state are short of staff.", true);
    check("The crest is worn.", true);
    check("The committee rejected the appeal.", true);
    check("Returnees are interrogated by the ministry.", true);
    check("They voted against the bill.", true);
    check("We should work together for a better future.", false);
    check("Thank you for being here tonight.", false);
    check("What would that mean for them?", false);
    check("I believe that it is the right thing to do.", false);
}

/// The weights that the page of benchmarks explains: what is counted is what is added.
#[test]
fn the_score_is_the_sum_of_what_was_counted() {
    let statement = statement(
        "en",
        "In 2012 they reported 31 arrests and 9 deaths in Jilin.",
    );
    let sum: i32 = statement
        .features
        .iter()
        .map(|(_, count, weight)| weight * i32::try_from(*count).unwrap())
        .sum();
    assert_eq!(sum, statement.score);
    assert!(
        statement
            .features
            .iter()
            .any(|(name, count, _)| (*name, *count) == ("figure", 2))
    );
}

#[test]
fn no_text_is_too_strange() {
    for text in [
        "",
        " ",
        "%",
        "$",
        "5",
        "-5",
        "(5)",
        "5-",
        "/5",
        "½½",
        "5–",
        "one",
        "a",
        "half",
        "one in",
        "Article",
        "Article 33,",
        "§",
        "May",
        "5 May",
        "'",
        "’5",
        "제",
        "第",
        "五",
        "约",
        "5년",
        "年",
        "１２",
        "5.5.5.5",
        "1/2/3/4",
        "$$5",
        "🙂5🙂",
        "e\u{301}5",
        "5\u{301}",
        "‘",
        "the first",
        "٣",
    ] {
        for language in ["en", "ko", "zh", "xx", ""] {
            for trigger in statement(language, text).triggers {
                assert!(text.get(trigger.range).is_some(), "{language}: {text}");
            }
        }
    }
}
