//! What he tells of himself, and how it is found again: by code alone, whoever performs her.
//!
//! [`learn`] takes lasting facts out of typed words; [`asks`] sees whether he asks for one; [`recall`] finds it, or that
//! he never said. [`told`] chooses what a model is told of him. What is kept, and for how long, is the story's
//! ([`Memory`](crate::story::Memory)); nothing here changes it.

mod by_words;
mod clause;
mod denied;
mod either;
mod episodes;
mod given;
mod kin;
mod learn;
mod let_go;
mod lists;
mod mirror;
mod named;
mod noticed;
mod passing;
mod patterns;
mod question;
mod quote;
mod recall;
mod relevant;
mod same;
mod telling;
mod thread;
mod time;
mod wanted;

pub use by_words::by_words;
pub use denied::put_right;
pub use either::either;
pub use episodes::Said;
pub use learn::{learn, learn_after};
pub use let_go::lets_go;
pub use mirror::as_she_says_it;
pub use noticed::{noticed, question as noticing, worth_asking};
pub use question::{Asked, Question, Sure, asks};
pub use recall::{Context, Found, Recall, recall};
pub use relevant::told;
pub use telling::{goes_on, is_light, is_question, is_riddle, tells, thing};
pub use thread::Thread;
pub use time::Time;
