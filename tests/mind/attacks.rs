//! She cannot be talked out of the story: ten thousand attempts, and a model that gives in to every one.
//!
//! `attacks/*.txt` are the seeds, by what they try; `corpus` makes ten thousand texts of them. They go through the
//! prompt (`prompts`), into free talk in lives that stand in every act (`referee`), and are obeyed by a model that
//! says just what was asked for (`obeyed`). `packs` has those who write their orders into a pack.

mod corpus;
pub mod life;
mod obeyed;
mod packs;
mod prompts;
mod referee;
