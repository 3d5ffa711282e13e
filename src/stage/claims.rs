//! Who keeps Theodore from walking: a talk, a menu, the typing of a line.
//!
//! Whoever opens something puts its name in and takes it out again; whether he may walk follows
//! from the set being empty. Nobody switches anything on or off.

use bevy::prelude::*;
use std::collections::BTreeSet;

/// Who blocks walking and the capture of the pointer.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims(BTreeSet<&'static str>);

impl Claims {
    /// Claims, or gives back.
    pub fn set(&mut self, name: &'static str, on: bool) {
        if on {
            self.0.insert(name);
        } else {
            self.0.remove(name);
        }
    }

    /// Claims.
    pub fn insert(&mut self, name: &'static str) {
        self.0.insert(name);
    }

    /// Gives back.
    pub fn remove(&mut self, name: &'static str) {
        self.0.remove(name);
    }

    /// Whether this one claims.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    /// Whether he may walk and look about.
    pub fn is_free(&self) -> bool {
        self.0.is_empty()
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Claims>();
}
