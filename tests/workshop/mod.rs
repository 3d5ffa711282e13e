//! The writer's workshop, and what is proved with it: stories lived many times, drawn, mended, and packs from elsewhere.

mod cards;
mod cards_hostile;
mod guide;
mod mending;
mod modding;
mod prove;
mod shipped_packs;
mod simulate;
