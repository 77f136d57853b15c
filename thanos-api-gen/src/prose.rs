//! Descriptions as documentation comments.
//!
//! A description is Markdown, and so is rustdoc's text, but rustdoc also takes `[x]` for a link to an item, runs
//! code blocks as tests and warns of what looks like HTML. Here the text is written so that it reads the same.

/// The same text for rustdoc, where it goes into a line of ours and cannot begin a block.
pub(crate) fn rustdoc_line(text: &str) -> String {
    inline(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The same text for rustdoc.
pub(crate) fn rustdoc(text: &str) -> String {
    let mut fence: Option<&str> = None;
    let mut output = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    for line in text.lines() {
        let (before, mark, after) = fence_of(line);
        match fence {
            None if mark.is_empty() && !line.trim().is_empty() => paragraph.push(line),
            None => {
                flush(&mut paragraph, &mut output);
                let kind = if mark.is_empty() { "" } else { "text" };
                output.push(format!("{before}{mark}{kind}"));
                fence = Some(mark).filter(|mark| !mark.is_empty());
            }
            Some(open) => {
                output.push(line.to_owned());
                if mark.starts_with(open) && after.trim().is_empty() {
                    fence = None;
                }
            }
        }
    }
    flush(&mut paragraph, &mut output);
    output.extend(fence.map(str::to_owned));
    output.join("\n")
}

/// A line that opens or closes a block of code: what stands before the mark (white space, the marks of a quote or of a
/// list), the run of characters that is the mark, and the rest. Without a mark, only the rest.
fn fence_of(line: &str) -> (&str, &str, &str) {
    let start = line.find(|c: char| !(c.is_whitespace() || c.is_ascii_digit() || "->*+.)".contains(c)));
    let (before, rest) = line.split_at(start.unwrap_or(line.len()));
    let mark = rest.chars().next().filter(|c| matches!(c, '`' | '~')).unwrap_or(' ');
    let (run, after) = rest.split_at(rest.len() - rest.trim_start_matches(mark).len());
    if run.len() >= 3 && !(mark == '`' && after.contains('`')) { (before, run, after) } else { ("", "", line) }
}

fn flush(paragraph: &mut Vec<&str>, output: &mut Vec<String>) {
    if !paragraph.is_empty() {
        let lines: Vec<String> = paragraph.drain(..).map(shallow).collect();
        output.push(inline(&lines.join("\n")));
    }
}

/// Four spaces would start a block of code, which rustdoc would compile.
fn shallow(line: &str) -> String {
    let text = line.trim_start();
    let indent = line[..line.len() - text.len()].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum::<usize>();
    format!("{}{text}", " ".repeat(indent.min(3)))
}

/// Keeps code spans, links and escapes, and escapes what rustdoc would read otherwise.
fn inline(text: &str) -> String {
    let mut output = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '`' => code(rest, &mut output),
            '\\' => escape(rest, &mut output),
            '<' => angle(rest, &mut output),
            '[' => bracket(rest, &mut output),
            'h' => url(rest, &mut output),
            _ => plain(rest, &mut output, first.len_utf8()),
        };
        rest = &rest[taken..];
    }
    output
}

fn plain(rest: &str, output: &mut String, length: usize) -> usize {
    output.push_str(&rest[..length]);
    length
}

fn literally(character: char, output: &mut String) -> usize {
    output.push('\\');
    output.push(character);
    character.len_utf8()
}

/// A code span, if a run of as many backticks closes it.
fn code(rest: &str, output: &mut String) -> usize {
    let run = rest.len() - rest.trim_start_matches('`').len();
    let mut at = run;
    while let Some(next) = rest[at..].find('`') {
        let tail = &rest[at + next..];
        let length = tail.len() - tail.trim_start_matches('`').len();
        at += next + length;
        if length == run {
            return plain(rest, output, at);
        }
    }
    (0..run).map(|_| literally('`', output)).sum()
}

fn escape(rest: &str, output: &mut String) -> usize {
    let next = rest[1..].chars().next().filter(char::is_ascii_punctuation);
    plain(rest, output, 1 + next.map_or(0, char::len_utf8))
}

/// An automatic link such as `<https://host>`; anything else is no HTML but meant as it reads.
fn angle(rest: &str, output: &mut String) -> usize {
    let link = rest[1..].split_once('>').map(|(link, _)| link);
    match link.filter(|link| is_url(link)) {
        Some(link) => plain(rest, output, link.len() + 2),
        None => literally('<', output),
    }
}

/// A link with a target stays; a word in brackets is a word in brackets.
fn bracket(rest: &str, output: &mut String) -> usize {
    let close = rest.find(']').filter(|&close| !rest[1..close].contains('['));
    let target = close.and_then(|close| rest[close + 1..].strip_prefix('(')?.split_once(')'));
    match close.zip(target) {
        Some((close, (target, _))) if is_url(target) => plain(rest, output, close + target.len() + 3),
        _ => literally('[', output),
    }
}

/// rustdoc asks for brackets around a bare address.
fn url(rest: &str, output: &mut String) -> usize {
    let end = rest.find(|c: char| c.is_whitespace() || "<>()[]\"'`".contains(c)).unwrap_or(rest.len());
    let address = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    if is_url(address) {
        output.push('<');
        output.push_str(address);
        output.push('>');
        return address.len();
    }
    plain(rest, output, 1)
}

fn is_url(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && !text.contains(char::is_whitespace))
}
