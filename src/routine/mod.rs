//! The things Theodore does: their rules, no pictures. So far, letters.

pub mod letter;
