//! Which model somebody means.

use super::{Model, Speaks, clean};
use crate::script::nearest;
use std::path::Path;

/// The model that somebody means: by its name, its path, or a server's model by its own name alone.
pub fn find<'m>(models: &'m [Model], typed: &str) -> Result<&'m Model, String> {
    let typed = typed.trim();
    let exactly = models.iter().find(|model| model.name == typed);
    let by_path = || {
        let typed = Path::new(typed);
        models.iter().find(|model| matches!(&model.speaks, Speaks::File(path) if model.there && path == typed))
    };
    let by_file = || {
        let named = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy() == typed);
        only(models, |model| matches!(&model.speaks, Speaks::File(path) if named(path)))
    };
    let by_server = || only(models, |model| matches!(&model.speaks, Speaks::Server { model, .. } if model == typed));
    let found = exactly
        .or_else(|| only(models, |model| model.name.eq_ignore_ascii_case(typed)))
        .or_else(by_path)
        .or_else(by_file)
        .or_else(by_server);
    found.ok_or_else(|| match nearest(typed, models.iter().map(|model| model.name.as_str())) {
        Some(near) => format!("there is no model {}; did you mean {near}?", clean(typed)),
        None => format!("there is no model {}; `room-tone models list` says which there are", clean(typed)),
    })
}

/// The one for which it holds, if there is only one.
fn only(models: &[Model], holds: impl Fn(&Model) -> bool) -> Option<&Model> {
    let mut all = models.iter().filter(|model| holds(model));
    all.next().filter(|_| all.next().is_none())
}
