//! Words and numbers joined to sentences, without the machinery of [`std::fmt`], which weighs more than all sentences.

/// Texts one behind the other. `concat` of the standard library makes code anew for each number of them.
pub fn joined(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts {
        text.push_str(part);
    }
    text
}

/// A number in decimal digits.
pub fn decimal(mut number: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(b'0' + (number % 10) as u8);
        number /= 10;
        if number == 0 {
            break;
        }
    }
    digits.into_iter().rev().map(char::from).collect()
}

/// Names as code: `` `a` ``, `` `a` or `b` ``, `` `a`, `b` or `c` ``.
pub fn alternatives<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<&str> = names.collect();
    let Some(last) = names.pop() else { return String::new() };
    let mut text = String::new();
    for (index, name) in names.iter().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        push_code(&mut text, name);
    }
    if !names.is_empty() {
        text.push_str(" or ");
    }
    push_code(&mut text, last);
    text
}

/// Adds a name between backticks.
pub fn push_code(text: &mut String, name: &str) {
    text.push('`');
    text.push_str(name);
    text.push('`');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_in_decimal_digits() {
        assert_eq!(
            [decimal(0), decimal(7), decimal(10), decimal(4_294_967_295)],
            ["0", "7", "10", "4294967295"]
        );
    }

    #[test]
    fn alternatives_read_like_a_sentence() {
        assert_eq!(alternatives([].into_iter()), "");
        assert_eq!(alternatives(["a"].into_iter()), "`a`");
        assert_eq!(alternatives(["a", "b"].into_iter()), "`a` or `b`");
        assert_eq!(alternatives(["a", "b", "c"].into_iter()), "`a`, `b` or `c`");
    }
}
