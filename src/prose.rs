//! Joins strings and numbers to messages without [`std::fmt`], whose code is larger than all messages together.

/// Concatenates strings. `concat` of the standard library generates new code for each number of strings.
pub fn joined(parts: &[&str]) -> String {
    let mut text = String::new();
    push_all(&mut text, parts);
    text
}

/// Appends strings.
#[inline(never)]
pub fn push_all(text: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| text.push_str(part));
}

/// Appends a number in decimal digits.
#[inline(never)]
pub fn push_decimal(text: &mut String, number: usize) {
    if number > 9 {
        push_decimal(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

/// Appends names as code: `` `a` ``, `` `a` or `b` ``, `` `a`, `b` or `c` ``.
#[inline(never)]
pub fn push_alternatives(text: &mut String, names: &mut dyn FnMut() -> Option<&'static str>) {
    let mut next = names();
    let mut is_first = true;
    while let Some(name) = next {
        next = names();
        let before = match next {
            _ if is_first => "",
            Some(_) => ", ",
            None => " or ",
        };
        push_all(text, &[before, "`", name, "`"]);
        is_first = false;
    }
}

/// Appends a name in backticks.
pub fn push_code(text: &mut String, name: &str) {
    push_all(text, &["`", name, "`"]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_in_decimal_digits() {
        let decimal = |number| {
            let mut text = String::new();
            push_decimal(&mut text, number);
            text
        };

        assert_eq!(
            [decimal(0), decimal(7), decimal(10), decimal(4_294_967_295)],
            ["0", "7", "10", "4294967295"]
        );
    }

    #[test]
    fn alternatives_read_like_a_sentence() {
        fn alternatives(names: &[&'static str]) -> String {
            let mut names = names.iter();
            let mut text = String::new();
            push_alternatives(&mut text, &mut || names.next().copied());
            text
        }

        assert_eq!(alternatives(&[]), "");
        assert_eq!(alternatives(&["a"]), "`a`");
        assert_eq!(alternatives(&["a", "b"]), "`a` or `b`");
        assert_eq!(alternatives(&["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
