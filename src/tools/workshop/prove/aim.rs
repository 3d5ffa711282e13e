//! What a life is lived for: a beat, a line or an ending that nobody has seen yet, and what helps on the way there.
//!
//! Nothing here has to be right. A life that is aimed badly finds nothing, and another is tried.

use super::{
    book::{At, Book},
    page::Page,
    reached::Owner,
};
use crate::{
    script::{
        BeatId, Bound, ChoiceId, Condition, CountBound, Effect, EndingId, Line, LineId, Node, NodeId, ThingId, targets,
    },
    story::TOPICS,
};
use std::collections::{HashMap, VecDeque, hash_map::Entry};

/// Something that a life may come to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Goal {
    Ending(EndingId),
    Beat(BeatId),
    Line(Owner, LineId),
}

/// A condition, and whether it should hold.
pub(super) type Wish = (Condition, bool);

/// Where a line stands, and what has to be so for it.
#[derive(Clone, Debug)]
struct Place {
    /// None for what is said between beats, or in the middle of any.
    at: Option<At>,
    /// What has to be typed: a meaning, or something that has none.
    say: Option<Option<ChoiceId>>,
    /// What has to be touched.
    touch: Option<ThingId>,
    when: Vec<Wish>,
}

/// A goal, and what helps on the way.
#[derive(Clone, Debug)]
pub(super) struct Aim {
    pub goal: Goal,
    pub beat: Option<usize>,
    /// How far each node of the beat is from where it happens.
    pub far: HashMap<u16, u32>,
    pub say: Option<Option<ChoiceId>>,
    pub touch: Option<ThingId>,
    pub wishes: Vec<Wish>,
}

/// Where everything stands.
pub(super) struct Places {
    lines: HashMap<(Owner, LineId), Place>,
    endings: HashMap<EndingId, At>,
}

impl Places {
    pub fn of(book: &Book) -> Self {
        let mut places = Self { lines: HashMap::new(), endings: HashMap::new() };
        for (beat, page) in book.pages.iter().enumerate() {
            let owner = Owner::Beat(beat as u16);
            for (node, (_, found)) in page.nodes.iter().enumerate() {
                let at = At { beat: beat as u16, node: node as u16 };
                let here = Place { at: Some(at), say: None, touch: None, when: Vec::new() };
                match found {
                    Node::Say { lines, .. } => places.add(owner, lines, &here),
                    Node::Turn { talk: Some(talk), .. } => {
                        places.add(owner, &talk.unsure, &Place { say: Some(None), ..here.clone() });
                        for accept in &talk.accepts {
                            let say = Some(Some(accept.id.clone()));
                            places.add(owner, &accept.say, &Place { say, when: so(&accept.when), ..here.clone() });
                        }
                    }
                    Node::End(ending) => {
                        places.endings.entry(ending.clone()).or_insert(at);
                    }
                    _ => {}
                }
            }
        }
        let topics = &book.script.topics;
        let anywhere = Place { at: None, say: None, touch: None, when: so(&topics.when) };
        places.add(Owner::Topics, &topics.unsure, &Place { say: Some(None), ..anywhere.clone() });
        for accept in &topics.accepts {
            let say = Some(Some(accept.id.clone()));
            let when = [so(&topics.when), so(&accept.when)].concat();
            places.add(Owner::Topics, &accept.say, &Place { say, when, ..anywhere.clone() });
        }
        for deed in &topics.deeds {
            let touch = Some(deed.thing.clone());
            let when = [so(&topics.when), so(&deed.when)].concat();
            places.add(Owner::Topics, &deed.say, &Place { touch, when, ..anywhere.clone() });
        }
        places
    }

    fn add(&mut self, owner: Owner, lines: &[Line], place: &Place) {
        for line in lines {
            let mut base = place.clone();
            base.when.extend(so(&line.when));
            for other in &line.instead {
                let mut taken = base.clone();
                taken.when.extend(so(&other.when));
                self.lines.insert((owner, other.id.clone()), taken);
                base.when.push((Condition::All(other.when.clone()), false));
            }
            self.lines.insert((owner, line.id.clone()), base);
        }
    }

    /// What helps on the way to a goal. `any` picks, of several that would do, one.
    pub fn aim(&self, book: &Book, goal: &Goal, any: &mut dyn FnMut(usize) -> usize) -> Aim {
        let mut aim =
            Aim { goal: goal.clone(), beat: None, far: HashMap::new(), say: None, touch: None, wishes: Vec::new() };
        let mut wishes: Vec<Wish> = Vec::new();
        let at = match goal {
            Goal::Beat(id) => {
                aim.beat = book.beat(id);
                None
            }
            Goal::Ending(id) => {
                let ending = book.script.endings.get(id);
                wishes.extend(ending.into_iter().flat_map(|ending| so(&ending.when)));
                self.endings.get(id).copied()
            }
            Goal::Line(owner, id) => {
                let place = self.lines.get(&(*owner, id.clone()));
                if let Some(place) = place {
                    aim.say.clone_from(&place.say);
                    aim.touch.clone_from(&place.touch);
                    wishes.extend(place.when.iter().cloned());
                }
                place.and_then(|place| place.at)
            }
        };
        if let Some(at) = at {
            let page = book.page(at);
            aim.beat = Some(usize::from(at.beat));
            aim.far = far(page, at.node);
            wishes.extend(road(page, at.node));
        }
        if let Some(page) = aim.beat.map(|beat| &book.pages[beat]) {
            wishes.push((page.may.clone(), true));
        }
        wishes.iter().for_each(|(condition, so)| flatten(condition, *so, any, &mut aim.wishes));
        aim
    }
}

impl Aim {
    /// How far an effect helps.
    pub fn likes(&self, effect: &Effect) -> f32 {
        self.wishes
            .iter()
            .map(|(condition, so)| if *so { helps(condition, effect) } else { -helps(condition, effect) })
            .sum()
    }

    /// How far it helps that this is remembered as chosen.
    pub fn likes_choice(&self, (beat, choice): &(BeatId, ChoiceId)) -> f32 {
        let is = |condition: &Condition| matches!(condition, Condition::Chose(b, c) if b == beat && c == choice);
        self.sum(is)
    }

    /// How far it helps to walk away from a beat.
    pub fn likes_leaving(&self, beat: &BeatId) -> f32 {
        self.sum(|condition| matches!(condition, Condition::WalkedAway(b) if b == beat))
    }

    /// How far it helps that a beat is played.
    pub fn likes_beat(&self, beat: &BeatId) -> f32 {
        self.sum(|condition| match condition {
            Condition::Done(b) | Condition::Chose(b, _) | Condition::WalkedAway(b) => b == beat && *b != TOPICS,
            _ => false,
        })
    }

    fn sum(&self, is: impl Fn(&Condition) -> bool) -> f32 {
        self.wishes.iter().filter(|(condition, _)| is(condition)).map(|(_, so)| if *so { 1.0 } else { -1.0 }).sum()
    }
}

/// How far an effect helps a condition to hold: 1 if it makes it so.
fn helps(condition: &Condition, effect: &Effect) -> f32 {
    let yes = |so: bool| if so { 1.0 } else { 0.0 };
    match (condition, effect) {
        (Condition::Flag(a), Effect::Clear(b)) | (Condition::Count(a, CountBound::AtMost(_)), Effect::Add(b, _)) => {
            -yes(a == b)
        }
        (Condition::Flag(a), Effect::Set(b)) | (Condition::Count(a, _), Effect::Add(b, _)) => yes(a == b),
        (Condition::Is(a, Bound::AtLeast(_)), Effect::Move(b, by)) if a == b => by * 10.0,
        (Condition::Is(a, Bound::AtMost(_)), Effect::Move(b, by)) if a == b => by * -10.0,
        (Condition::Papers(a), Effect::Papers(b)) => yes(a == b),
        (Condition::Believes(a), Effect::Believe(b, _)) => yes(a == b),
        _ => 0.0,
    }
}

fn so(list: &[Condition]) -> Vec<Wish> {
    list.iter().map(|condition| (condition.clone(), true)).collect()
}

/// The single conditions behind a wish; where one of several would do, any of them.
fn flatten(condition: &Condition, so: bool, any: &mut dyn FnMut(usize) -> usize, into: &mut Vec<Wish>) {
    match condition {
        Condition::Not(inner) => flatten(inner, !so, any, into),
        Condition::All(list) if so => list.iter().for_each(|each| flatten(each, so, any, into)),
        Condition::Any(list) if !so => list.iter().for_each(|each| flatten(each, so, any, into)),
        Condition::All(list) | Condition::Any(list) => {
            if let Some(each) = list.get(any(list.len())) {
                flatten(each, so, any, into);
            }
        }
        leaf => into.push((leaf.clone(), so)),
    }
}

/// How far each node is from `to`.
fn far(page: &Page, to: u16) -> HashMap<u16, u32> {
    let mut far = HashMap::from([(to, 0)]);
    let mut queue = VecDeque::from([to]);
    while let Some(at) = queue.pop_front() {
        let next = far.get(&at).copied().unwrap_or_default() + 1;
        for (from, (_, node)) in page.nodes.iter().enumerate() {
            let leads = targets(node).any(|target| page.find(target) == Some(at));
            if leads && !far.contains_key(&(from as u16)) {
                far.insert(from as u16, next);
                queue.push_back(from as u16);
            }
        }
    }
    far
}

/// What has to be so on the shortest road from the beat's beginning to a node.
fn road(page: &Page, to: u16) -> Vec<Wish> {
    let mut from: HashMap<u16, Option<(u16, Vec<Wish>)>> = HashMap::new();
    let mut queue: VecDeque<u16> = page.find(&page.beat.open).into_iter().collect();
    queue.iter().for_each(|open| drop(from.insert(*open, None)));
    while let Some(at) = queue.pop_front() {
        for (target, when) in edges(page.nodes[usize::from(at)].1) {
            let Some(target) = page.find(target) else { continue };
            if let Entry::Vacant(entry) = from.entry(target) {
                entry.insert(Some((at, when)));
                queue.push_back(target);
            }
        }
    }
    let (mut wishes, mut at) = (Vec::new(), to);
    while let Some(Some((before, when))) = from.get(&at) {
        wishes.extend(when.iter().cloned());
        at = *before;
    }
    // Nothing leads there but walking away.
    if !from.contains_key(&to) {
        wishes.push((Condition::WalkedAway(page.beat.id.clone()), true));
    }
    wishes
}

/// The roads out of a node, and what has to be so for each.
fn edges(node: &Node) -> Vec<(&NodeId, Vec<Wish>)> {
    match node {
        Node::If { when, then, otherwise } => {
            vec![(then, so(when)), (otherwise, vec![(Condition::All(when.clone()), false)])]
        }
        Node::Pick { of, over, .. } => {
            let ways = of.iter().map(|way| (&way.then, so(&way.when)));
            ways.chain(over.iter().map(|over| (over, Vec::new()))).collect()
        }
        Node::Turn { choices, silence, talk, .. } => {
            let mut all = vec![(silence, Vec::new())];
            for choice in choices {
                let locked = choice.locked.iter().flat_map(|(when, _)| so(when));
                all.push((&choice.then, so(&choice.when).into_iter().chain(locked).collect()));
            }
            if let Some(talk) = talk {
                let accepts = talk.accepts.iter().filter_map(|a| Some((a.then.as_ref()?, so(&a.when))));
                all.extend(accepts);
                all.push((&talk.over, Vec::new()));
            }
            all
        }
        other => targets(other).map(|target| (target, Vec::new())).collect(),
    }
}
