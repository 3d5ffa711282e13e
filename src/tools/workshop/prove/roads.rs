//! Everything that may happen next at one place of the proof: exactly what the referee and the director can do
//! there, with whatever the player does.

use super::{
    book::{At, Book, Fact},
    reached::{Owner, Reached},
    spot::{Gap, Spot},
};
use crate::{
    routine::letter,
    script::{Accept, BeatId, Choice, Condition, DONE, EndingId, FreeTalk, Node, NodeId, Picking},
    story::TOPICS,
};

/// Follows roads and notes what they pass.
pub(super) struct Roads<'b, 's> {
    pub book: &'b Book<'s>,
    pub reached: Reached,
}

impl<'s> Roads<'_, 's> {
    /// Adds every place that may come after this one to `out`. The ending, if a life ends here.
    pub fn follow(&mut self, spot: &Spot, out: &mut Vec<Spot>) -> Option<&'s EndingId> {
        let Some(at) = spot.at else {
            self.free(spot, out);
            return None;
        };
        let book = self.book;
        self.reached.nodes.insert(at);
        match book.node(at) {
            Node::Say { lines, then, .. } => {
                self.reached.say(book, Owner::Beat(at.beat), lines, spot);
                self.go(spot.clone(), then, out);
            }
            Node::Do { effects, then } => {
                let mut next = spot.clone();
                next.apply(book, effects);
                self.go(next, then, out);
            }
            Node::If { when, then, otherwise } => {
                let (mut so, mut not) = (spot.clone(), spot.clone());
                if so.assume_all(book, when) {
                    self.go(so, then, out);
                }
                if not.assume_not_all(book, when) {
                    self.go(not, otherwise, out);
                }
            }
            Node::Card { then, .. } | Node::Wait { then, .. } | Node::Cue { then, .. } => {
                self.go(spot.clone(), then, out);
            }
            Node::Visit { beat, then } => {
                let mut after = Vec::new();
                self.go(spot.clone(), then, &mut after);
                after.into_iter().for_each(|next| self.begin(next, beat, out));
            }
            Node::Jump(beat) => {
                let after = spot.clone().finish(book);
                after.into_iter().for_each(|next| self.begin(next, beat, out));
            }
            Node::Pick { how, of, over } => {
                let mut none = spot.clone();
                let mut closed = true;
                for way in of {
                    let mut next = spot.clone();
                    if next.assume_all(book, &way.when) {
                        self.go(next, &way.then, out);
                    }
                    closed = closed && none.assume_not_all(book, &way.when);
                }
                let over = over.clone().unwrap_or_else(|| DONE.into());
                if *how == Picking::Once {
                    self.go(spot.clone(), &over, out);
                } else if closed {
                    self.go(none, &over, out);
                }
            }
            Node::Write { letter, well, poorly } => {
                self.leave(spot, at, out);
                for (then, score) in [(well, (letter::GOOD, 1.0)), (poorly, (0.0, letter::GOOD.next_down()))] {
                    let mut next = spot.clone();
                    if let Some(letter) = book.letter(letter) {
                        next.state.wrote(letter, score);
                    }
                    self.go(next, then, out);
                }
            }
            Node::Turn { choices, silence, talk, .. } => self.turn(spot, at, choices, silence, talk.as_ref(), out),
            Node::End(ending) => {
                self.reached.endings.insert(ending.clone());
                return Some(ending);
            }
        }
        None
    }

    /// Nothing is running: what begins by itself does, the most wanted first; or he touches something, or speaks.
    fn free(&mut self, spot: &Spot, out: &mut Vec<Spot>) {
        let book = self.book;
        for &beat in &book.selves {
            let mut next = spot.clone();
            let wanted_more = book.selves.iter().filter(|other| book.outranks(**other, beat));
            if next.assume(book, &book.pages[beat].may, true) && self.none_of(&mut next, wanted_more) {
                self.begin(next, &book.pages[beat].beat.id, out);
            }
        }
        let mut idle = spot.clone();
        if !self.none_of(&mut idle, book.selves.iter()) {
            return;
        }
        for &beat in &book.touches {
            let mut next = idle.clone();
            let same = book.touches.iter().filter(|other| book.thing(**other) == book.thing(beat));
            let wanted_more = same.filter(|other| book.outranks(**other, beat));
            if next.assume(book, &book.pages[beat].may, true) && self.none_of(&mut next, wanted_more) {
                self.begin(next, &book.pages[beat].beat.id, out);
            }
        }
        let topics = &book.script.topics;
        if !topics.when.is_empty() && idle.assume_all(book, &topics.when) {
            self.reached.say(book, Owner::Topics, &topics.breaths, &idle);
            self.reached.say(book, Owner::Topics, &topics.unsure, &idle);
            for accept in &topics.accepts {
                self.accept(&idle, accept, (Owner::Topics, accept, u32::MAX), &[], out);
            }
        }
    }

    /// Assumes that none of these beats may begin. False if one of them is certain to.
    fn none_of<'i>(&self, spot: &mut Spot, mut beats: impl Iterator<Item = &'i usize>) -> bool {
        beats.all(|beat| spot.assume(self.book, &self.book.pages[*beat].may, false))
    }

    /// His turn.
    fn turn(
        &mut self,
        spot: &Spot,
        at: At,
        choices: &'s [Choice],
        silence: &NodeId,
        talk: Option<&'s FreeTalk>,
        out: &mut Vec<Spot>,
    ) {
        let book = self.book;
        // A talk that has run its length is over. How many exchanges there were is not followed.
        if let Some(talk) = talk {
            self.go(spot.clone(), &talk.over, out);
        }
        for &beat in book.cutting.iter().filter(|beat| !spot.runs(**beat)) {
            let mut next = spot.clone();
            if next.assume(book, &book.pages[beat].may, true) {
                self.begin(next, &book.pages[beat].beat.id, out);
            }
        }
        // The turn may be his even where a beat is certain to come between: a scene that is skipped passes it in
        // silence, or by a choice.
        for choice in choices {
            let mut next = spot.clone();
            let locked: &[Condition] = match &choice.locked {
                Some((when, _)) => when,
                None => &[],
            };
            let open = next.assume_all(book, &choice.when) && next.assume_all(book, locked);
            if open && next.assume_affords(choice) {
                self.reached.choices.insert((at, choice.id.clone()));
                self.take(next, at, choice, out);
            }
        }
        self.go(spot.clone(), silence, out);
        self.leave(spot, at, out);
        let topics = &book.script.topics;
        if let Some(talk) = talk {
            let own = Owner::Beat(at.beat);
            // Where he has this turn once in a life, he cannot say more in it than the talk is long.
            let most = if book.once.contains(&at) { talk.turns } else { u32::MAX };
            self.reached.answers(book, own, &talk.unsure, spot, most);
            for accept in &talk.accepts {
                let most = if accept.then.is_some() { most.min(1) } else { most };
                self.accept(spot, accept, (own, accept, most), choices, out);
            }
            if talk.with == topics.who {
                self.reached.say(book, Owner::Topics, &topics.breaths, spot);
                for topic in &topics.accepts {
                    // One of the same name that the talk has itself is answered in its place.
                    let answer = match talk.accepts.iter().find(|accept| accept.id == topic.id) {
                        Some(accept) => (own, accept, most),
                        None => (Owner::Topics, topic, u32::MAX),
                    };
                    self.accept(spot, topic, answer, choices, out);
                }
            }
        }
        self.deeds(spot, out);
    }

    /// He takes a choice.
    fn take(&mut self, mut next: Spot, at: At, choice: &Choice, out: &mut Vec<Spot>) {
        let book = self.book;
        next.learn(book, &Fact::Chose(book.page(at).beat.id.clone(), choice.id.clone()));
        if let Some(cost) = &choice.cost {
            next.state.moved(cost.of, -cost.much);
        }
        next.apply(book, &choice.effects);
        self.go(next, &choice.then, out);
    }

    /// He walks away, if he did not before.
    fn leave(&mut self, spot: &Spot, at: At, out: &mut Vec<Spot>) {
        let book = self.book;
        let beat = book.page(at).beat;
        let Some(left) = &beat.left else { return };
        let mut next = spot.clone();
        if next.assume(book, &Condition::WalkedAway(beat.id.clone()), false) {
            next.learn(book, &Fact::Left(beat.id.clone()));
            next.apply(book, &left.effects);
            self.go(next, &left.then, out);
        }
    }

    /// He says something that is understood as `heard`, and is answered so: whose answer it is, which, and how often
    /// it may be given at most.
    fn accept(
        &mut self,
        spot: &Spot,
        heard: &Accept,
        (owner, accept, most): (Owner, &Accept, u32),
        choices: &[Choice],
        out: &mut Vec<Spot>,
    ) {
        let book = self.book;
        let mut next = spot.clone();
        if !next.assume_all(book, &heard.when) {
            return;
        }
        if let Some(at) = next.at {
            next.learn(book, &Fact::Chose(book.page(at).beat.id.clone(), accept.id.clone()));
            // A choice of the same name is taken in its place, whether it is open or not.
            if let Some(choice) = choices.iter().find(|choice| choice.id == accept.id) {
                return self.take(next, at, choice, out);
            }
        }
        next.apply(book, &accept.effects);
        self.reached.answers(book, owner, &accept.say, &next, most);
        let mut after = Vec::new();
        match &accept.then {
            Some(then) => self.go(next, then, &mut after),
            None => after.push(next),
        }
        match &accept.visit {
            Some(visit) => after.into_iter().for_each(|next| self.begin(next, visit, out)),
            None => out.append(&mut after),
        }
    }

    /// He does something in the middle of a talk.
    fn deeds(&mut self, spot: &Spot, out: &mut Vec<Spot>) {
        let book = self.book;
        let topics = &book.script.topics;
        let mut heard = spot.clone();
        if topics.when.is_empty() || !heard.assume_all(book, &topics.when) {
            return;
        }
        let here = book.script.scenes.values().nth(usize::from(spot.key.scene));
        for deed in topics.deeds.iter().filter(|deed| here.is_some_and(|here| here.things.contains_key(&deed.thing))) {
            let mut next = heard.clone();
            if next.assume_all(book, &deed.when) {
                next.learn(book, &Fact::Chose(TOPICS.into(), deed.id.clone()));
                next.apply(book, &deed.effects);
                self.reached.say(book, Owner::Topics, &deed.say, &next);
                match &deed.visit {
                    Some(visit) => self.begin(next, visit, out),
                    None => out.push(next),
                }
            }
        }
    }

    fn go(&mut self, next: Spot, then: &NodeId, out: &mut Vec<Spot>) {
        match next.go(self.book, then) {
            Ok(mut after) => out.append(&mut after),
            Err(Gap(what)) => {
                self.reached.gaps.insert(what);
            }
        }
    }

    fn begin(&mut self, next: Spot, beat: &BeatId, out: &mut Vec<Spot>) {
        match next.begin(self.book, beat) {
            Ok(next) => out.push(next),
            Err(Gap(what)) => {
                self.reached.gaps.insert(what);
            }
        }
    }
}
