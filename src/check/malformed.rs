//! The message for malformed JSON.

use super::cursor::Cursor;
use crate::error::{Issue, Path};
use crate::prose::{push_all, push_decimal};

/// Describes why a text is not JSON, at the position where a cursor has stopped.
#[cold]
#[inline(never)]
pub(super) fn malformed(cursor: Cursor<'_>) -> Issue {
    let is_at_end = cursor.is_at_end();
    let (what, before, after, rest) = if is_at_end {
        ("", "it ends at byte ", ", where ", " was expected")
    } else {
        ("expected ", " at byte ", "", "")
    };
    let expected = |is_here| if is_here { cursor.expected } else { "" };
    let mut message = String::new();
    push_all(&mut message, &["malformed JSON: ", what, expected(!is_at_end), before]);
    push_decimal(&mut message, cursor.at);
    push_all(&mut message, &[after, expected(is_at_end), rest]);
    Issue { path: Path::default(), message }
}
