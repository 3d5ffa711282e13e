//! The shapes in which people say lasting things of themselves.
//!
//! A shape is a regular expression over a [clause](super::clause), what it is about, which question it answers, and how
//! she would say it back. In those, `{1}` is what the first brackets found, turned round (`my` to `your`), and `{N1}` the
//! same as a name. The first shape that fits is taken.

/// One shape.
pub(super) struct Shape {
    /// What a clause must look like from its first letter to its last; case does not matter.
    pub fits: &'static str,
    /// Who or what it is about.
    pub about: &'static str,
    /// Which question about it this answers.
    pub slot: &'static str,
    /// How she would say it to him.
    pub what: &'static str,
    /// How much it weighs, 0..1.
    pub weight: f32,
}

const fn shape(fits: &'static str, about: &'static str, slot: &'static str, what: &'static str, weight: f32) -> Shape {
    Shape { fits, about, slot, what, weight }
}

/// So many of them.
macro_rules! how_many {
    () => {
        r"(an?|one|two|three|four|five|six|seven|no|\d+)"
    };
}

/// Whom and what one has.
macro_rules! kin {
    () => {
        r"((?:[a-z]+ ){0,2}(?:brothers?|sisters?|sons?|daughters?|kids?|child|children|cats?|dogs?|twins?|cousins?|aunts?|uncles?|nieces?|nephews?|grandchildren|siblings|parrot|tortoise|goldfish|piano|guitar|boat|bike|car|scar|tattoo|tattoos|degree|allotment|garden|limp|stammer)(?: .*)?)"
    };
}

/// What somebody works at who runs it.
macro_rules! business {
    () => {
        r"(?:[a-z]+ ){0,2}(?:bakery|shop|caf[eé]|pub|bar|restaurant|takeaway|chippy|salon|barber's|garage|farm|business|company|firm|school|nursery|gallery|hotel|hostel|b&b|stall|studio|practice|launderette|bookshop|workshop|charity|butcher's|florist's|kennels)(?:,? .*)?"
    };
}

/// All of them, the more particular before the more general.
pub(super) const SHAPES: &[Shape] = &[
    // Names.
    shape(
        r"my ((?:[a-z]+ ){0,2}?[a-z]+?)(?:'s|s)? name(?:'s| is| was) ([a-z][\w'-]+(?: (?-i:[A-Z])[\w'-]+)?)(?:,? (?:btw|by the way|actually|though|too|now))?",
        "your {1}",
        "name",
        "your {1} is called {N2}",
        0.9,
    ),
    shape(
        r"my ((?:[a-z]+ ){0,2}?[a-z]+?)(?:'s| is| was|s) (?:called|named) ([a-z][\w'-]+(?: (?-i:[A-Z])[\w'-]+)?)(?:,? (?:btw|by the way|actually|though|too|now))?",
        "your {1}",
        "name",
        "your {1} is called {N2}",
        0.9,
    ),
    shape(
        r"([a-z][\w'-]+) (?:is|was)(?: the name of)? my ([a-z]+(?: [a-z]+)?)",
        "your {2}",
        "name",
        "your {2} is called {N1}",
        0.9,
    ),
    shape(r"i have an? ([a-z ]+?) (?:called|named) ([a-z][\w'-]+)", "your {1}", "name", "your {1} is called {N2}", 0.9),
    shape(r"(?:my name is|my name's|call me) ([a-z][\w'-]+)", "you", "name", "you go by {N1}", 0.9),
    shape(
        r"(?:people|friends|everybody|everyone|they) (?:used to )?calls? me ([a-z][\w'-]+)",
        "you",
        "nickname",
        "people call you {N1}",
        0.8,
    ),
    // How old, from where, at what.
    shape(
        r"i am (\d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)(?: years old| now)?",
        "you",
        "age",
        "you are {1}",
        0.6,
    ),
    shape(
        r"my ((?:[a-z]+ ){0,2}?[a-z]+?)(?:'s| is) (\d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)(?: years old| now| already)?",
        "your {1}",
        "age",
        "your {1} is {2}",
        0.7,
    ),
    shape(r"i (?:will be|turn) (\d{1,3})(?: (?:in|on|next) .+)?", "you", "age", "you are about to be {1}", 0.5),
    shape(r"my birthday(?:'s| is| was|s)(?: on| in)? (.+)", "your birthday", "is", "your birthday is {1}", 0.8),
    shape(r"i (?:was|am) born ((?:on|in|at|near|by) .+)", "you", "born", "you were born {1}", 0.8),
    shape(r"i (?:grew up|was raised|was brought up) (.+)", "you", "from", "you grew up {1}", 0.9),
    shape(r"i (?:come|am|am originally|came) from (.+)", "you", "from", "you come from {1}", 0.8),
    shape(r"i (?:live|stay) ((?:in|on|at|by|near|with|above|alone).*)", "you", "home", "you live {1}", 0.7),
    shape(r"i (?:used to live|lived|once lived) (.+)", "you", "home before", "you used to live {1}", 0.7),
    shape(
        r"i (?:work|am working) ((?:as|at|in|for|on|with|from) .+|nights|days|weekends|shifts|part[ -]time|full[ -]time|freelance)",
        "you",
        "work",
        "you work {1}",
        0.7,
    ),
    shape(
        concat!(r"(?:i|we) (run|own|manage|have|have got) ((?:an?|the|our|my|two|three) ", business!(), ")"),
        "you",
        "work",
        "you {1} {2}",
        0.7,
    ),
    shape(
        r"i (teach|drive|sell|fix|mend|repair|build|clean|cut|bake|deliver|design|install|translate|edit|breed|groom) ((?:[a-z]+ ){0,2}(?:year \d+|maths?|english|french|history|science|music|pe|yoga|people|children|kids|hair|insurance|boilers|buses|taxis|lorries|trucks|trains|trams|vans|cars|bikes|houses|homes|offices|windows|kitchens|shoes|clothes|flowers|books|bread|cakes|fish|parcels|pizzas?|post|websites|software|computers|phones|engines|roofs|furniture|instruments|pianos|lifts|dogs|gardens)(?: (?:for|in|at|to|on) .+)?|an? (?:bus|taxi|cab|lorry|truck|train|tram|van|forklift|ambulance|crane|tractor)(?: .+)?)",
        "you",
        "work",
        "you {1} {2}",
        0.7,
    ),
    shape(
        r"my (?:job|work)(?:'s| is) ((?:an?|at|in|with|as|for) .+|[a-z]+ing .+)",
        "you",
        "work",
        "your work is {1}",
        0.7,
    ),
    shape(
        r"i do ((?:the )?(?:reception|admin|accounts|payroll|hair|nails|security|deliveries|care work|cleaning|tech support|it support|bookkeeping|nights|days)(?: .+)?)",
        "you",
        "work",
        "you do {1}",
        0.7,
    ),
    shape(r"i (?:used to|once) work ((?:as|at|in|for|on|with) .+)", "you", "work before", "you used to work {1}", 0.7),
    shape(r"i (?:used to be|was once|once was|trained as) (an? .+)", "you", "before {1}", "you used to be {1}", 0.7),
    shape(
        r"i am (an? (?:[a-z]+ ){0,2}(?:writer|teacher|nurse|doctor|baker|cook|carpenter|driver|musician|engineer|student|twin|vegetarian|vegan|orphan|widower|christian|muslim|jew|catholic|buddhist|atheist|swimmer|runner|pianist|singer|painter|builder|lawyer|plumber|gardener|librarian|postman|programmer|scientist|actor|accountant|architect|artist|bank clerk|barber|barista|bartender|builder|bricklayer|bus driver|butcher|caretaker|carer|cashier|chef|cleaner|clerk|composer|councillor|dancer|decorator|dentist|designer|developer|dinner lady|editor|electrician|farmer|firefighter|fisherman|florist|gp|graphic designer|hairdresser|joiner|journalist|lab technician|lecturer|lifeguard|locksmith|manager|mechanic|midwife|optician|paramedic|pharmacist|photographer|physio|pilot|plasterer|policeman|policewoman|police officer|porter|postwoman|priest|vicar|professor|receptionist|roofer|sailor|secretary|security guard|shop assistant|social worker|soldier|solicitor|supervisor|surgeon|surveyor|tailor|taxi driver|teaching assistant|therapist|trucker|tutor|undertaker|vet|waiter|waitress|warehouse worker|welder|civil servant|translator|researcher|consultant))",
        "you",
        "work",
        "you are {1}",
        0.7,
    ),
    shape(
        r"i am the (youngest|oldest|eldest|middle one|only one)(.*)",
        "you",
        "among the children",
        "you are the {1} {2}",
        0.7,
    ),
    shape(r"i am an only child", "you", "among the children", "you are an only child", 0.8),
    shape(r"i (studied|failed|failed at|learnt|learned|taught) (.+)", "you", "studied {2}", "you {1} {2}", 0.6),
    // What he likes, and can't bear.
    shape(
        r"my favou?rite ([a-z ]+?)(?:'s| is| was| has always been) (.+)",
        "your favourite {1}",
        "is",
        "your favourite {1} is {2}",
        0.8,
    ),
    shape(
        r"i am (?:really |so |very |still |quite |a bit |a little |kind of )?(afraid|scared|terrified|frightened) of (.+)",
        "you",
        "fear {2}",
        "you are {1} of {2}",
        0.8,
    ),
    shape(r"i (don't|never|can't|no longer) (eat|drink|smoke) (.+)", "you", "feel {3}", "you {1} {2} {3}", 0.8),
    shape(r"i am allergic to (.+)", "you", "feel {1}", "you are allergic to {1}", 0.8),
    shape(
        r"i (?:really |absolutely |just |still |secretly |have always |always |actually |do )*(love|loved|like|liked|hate|hated|adore|enjoy|can't stand|prefer|don't like|don't mind|never liked|miss|collect|play|played) (.+)",
        "you",
        "feel {2}",
        "you {1} {2}",
        0.6,
    ),
    shape(
        r"i (?:can't|could never) (swim|drive|whistle|cook|dance|sing|read music|ride a bike|ski|skate|spell|draw|roll my rs)",
        "you",
        "can {1}",
        "you can’t {1}",
        0.7,
    ),
    shape(r"i never (learnt|learned) (?:how )?to (.+)", "you", "can {2}", "you never {1} to {2}", 0.7),
    // What was, and what was wished for.
    shape(r"i (?:have )?always wanted (.+)", "you", "wish {1}", "you always wanted {1}", 0.8),
    shape(r"i used to (.+)", "you", "once {1}", "you used to {1}", 0.7),
    shape(
        r"when i was ((?:\d+|[a-z]+)(?: years old)?|a [a-z]+|at [a-z]+),? ((?:i|we|my|he|she|they|our) .+)",
        "you",
        "when {1} {2}",
        "when you were {1} {2}",
        0.8,
    ),
    shape(
        r"i (lost|buried|married|met|divorced|left|broke|won|named|adopted|saved) (my .+|an? .+|the .+)",
        "you",
        "{1} {2}",
        "you {1} {2}",
        0.7,
    ),
    shape(
        r"i got (married|divorced|engaged|fired|sacked|lost|stung|bitten)(.*)",
        "you",
        "got {1}",
        "you got {1} {2}",
        0.7,
    ),
    shape(r"i am (married|divorced|single|widowed|engaged|separated)(.*)", "you", "married", "you are {1} {2}", 0.7),
    shape(r"i (?:was|have been) (married|engaged)(.*)", "you", "married", "you were {1} {2}", 0.7),
    // Who and what he has.
    shape(concat!(r"i had ", how_many!(), " ", kin!()), "your {2}", "was there", "you had {1} {2}", 0.8),
    shape(
        concat!(r"i (?:have|have got|got|own) ", how_many!(), " ", kin!()),
        "your {2}",
        "there",
        "you have {1} {2}",
        0.8,
    ),
    shape(
        r"my ((?:[a-z]+ ){0,2}?[a-z]+?)(?:'s| is)(?: now| living)? (in (?-i:[A-Z])[\w' ]*)",
        "your {1}",
        "home",
        "your {1} is {2}",
        0.7,
    ),
    shape(
        r"my ((?:[a-z]+ ){0,2}?(?:mum|mom|dad|mother|father|sister|brother|gran|nan|grandma|grandad|wife|husband|son|daughter|aunt|uncle|cousin|niece|nephew|friend|boss|cat|dog))'?s ((?:in|at|on|from|an?|dead|ill|dying|sick|retired|deaf|blind|gone|pregnant)\b ?.*)",
        "your {1}",
        "is {2}",
        "your {1} is {2}",
        0.7,
    ),
    // Where somebody of his is at home; the last is where they are now.
    shape(
        r"my ((?:[a-z]+ ){0,2}?[a-z]+?) (?:(?:has|have) (?:just |recently |already )?)?(lives?) ((?:in|at|on|near|by|with|alone|out|back|up|down|over|abroad|away)\b.*)",
        "your {1}",
        "home",
        "your {1} {2} {3}",
        0.7,
    ),
    shape(
        r"my ((?:[a-z]+ ){0,2}?[a-z]+?) (?:(?:has|have) (?:just |recently |already )?)?(moved|emigrated) ((?:to|into|near|out|back|up|down|over|abroad|away)\b.*)",
        "your {1}",
        "home",
        "your {1} {2} {3}",
        0.7,
    ),
    shape(
        r"my ((?:[a-z]+ ){0,2}?[a-z]+?) (died|drowned|passed away)(?: (.*))?",
        "your {1}",
        "died",
        "your {1} {2} {3}",
        0.8,
    ),
    // All the rest of what is said of what is his.
    shape(
        r"my ((?:[a-z]+ ){0,2}?[a-z]+?) (died|drowned|passed away|left|lives|lived|works|worked|plays|played|sings|sang|taught|loves|loved|likes|liked|hates|hated|used to|never|always|can't|couldn't|could|made|makes|makes|keeps|kept|drove|drives|smelled|smelt|wrote|writes|painted|paints|built|builds|sold|sells|ran|runs|owned|owns|moved|emigrated|gave|married|called|calls|collects|collected|snores|snored|was|is|were|are|had|has got|has|doesn't|didn't)(?: (.*))?",
        "your {1}",
        "{2} {3}",
        "your {1} {2} {3}",
        0.7,
    ),
];
