//! What somebody says to whom something is done.

macro_rules! people {
    () => {
        r"(?:me|us|my (?:mum|mom|mam|mother|sister|brother|kids|children|dad|son|daughter|baby|wife|gran))"
    };
}

macro_rules! kin {
    () => {
        r"(?:dad|father|stepdad|step-?father|step-?mum|step-?mother|mum|mom|mother|husband|wife|boyfriend|girlfriend|partner|ex|brother|uncle|son|landlord|neighbour|he|she|they|somebody|someone|a man|some guy|this guy)"
    };
}

/// See [`found`](super::found).
pub(super) const PATTERNS: &[&str] = &[
    r"\b(?:man|woman|guy|someone|somebody|stranger|he|she|they|intruder|burglar|ex)\b.{0,20}\b(?:with|has|have|has got|'s got|holding|pulled) a (?:knife|gun|machete|axe|hammer|bat)(?:$|\b.{0,12}\b(?:in my|at my|in the (?:house|flat|kitchen|hall)|outside|on me|to my)\b)|\bsomebody(?:'s| is) breaking in\b|\bsomeone(?:'s| is) breaking in\b|\bbreaking (?:in|into) my (?:house|flat|home)\b",
    concat!(
        r"\b",
        kin!(),
        r"(?:'s| is|'re| are| keeps| was| were)? ?(?:hitting|beating|hurting|raping|strangling|choking|kicking|punching|stalking|threatening|abusing|molesting) ",
        people!(),
        r"\b"
    ),
    concat!(
        r"\bmy ",
        kin!(),
        r" (?:hits|beats|hurts|kicks|punches|strangles|chokes|locks|raped|rapes|touches) ",
        people!(),
        r"\b"
    ),
    concat!(
        r"\b",
        kin!(),
        r"\b.{0,6}(?:says?|said|swears|swore|told me)\b.{0,12}\b(?:he|she|they)?(?:'ll| will|'s going to| is going to|'s gonna|'re going to|d)? ?(?:kill|hurt|beat|shoot|stab|burn) ",
        people!(),
        r"\b"
    ),
    r"\bi(?:'m| am) being (?:followed|attacked|hurt|abused|beaten|raped|trafficked|held|threatened|stalked)\b|\bsaid he(?:'ll| will) kill me\b|\bgoing to kill me$",
    r"\b(?:vater|mutter|mann|freund|papa|mama) (?:schlägt|schlagt|missbraucht) mich\b|\bmi (?:padre|madre|marido|novio|papá) me (?:pega|golpea|maltrata)\b|\bmon (?:père|mari|copain) me (?:frappe|bat|tape)\b|\bmio (?:padre|marito) mi (?:picchia|mena)\b",
    // A child whom nobody looks after, or of whom somebody wants what he shouldn't.
    r"\b(?:mum|mom|mam|mummy|mommy|dad|daddy|parents)\b.{0,40}\b(?:hasn'?t|hasnt|haven'?t|not|never) (?:come|been|came) (?:back|home)\b.{0,60}\b(?:food|alone|on my own|by myself|hungry|im \d|i'm \d)\b|\b(?:toddler|baby|kid|child|little one|yr old|year old)\b.{0,30}\b(?:locked in|left alone|all alone|on his own|on her own|by himself|by herself|on their own)\b.{0,30}\b(?:car|balcony|flat|house|all night|since|boiling|hours)\b|\b(?:says?|said|told me) (?:that )?i (?:can'?t|mustn'?t|must not|shouldn'?t|cant|mustnt) tell (?:my )?(?:mum|mom|mummy|dad|parents|anyone|anybody)\b|\b(?:grown.?up|man|someone|somebody|stranger|guy|he)\b.{0,24}\b(?:wants?|asked(?: me)? for|asks(?: me)? for) (?:pics|pictures|photos?|nudes?|a photo|a pic)(?: of me)?\b|\bhe'?s (?:\d\d|thirty|forty|twenty|a man|grown)\b.{0,16}\bi'?m (?:1[0-7]|ten|eleven|twelve|thirteen|fourteen|fifteen)\b",
    r"\b(?:hands?|fingers) (?:round|around|on) my (?:neck|throat)\b|\b(?:squeezes|grabs|goes for) my (?:neck|throat)\b|\bput me in (?:the |a )?(?:gro?u?nd|grave|hospital)\b",
    r"\bi(?:'?ve been| have been| had been|'d been| was| got| am being|'m being)(?: once| nearly| almost| also| gang)?[ -](?:raped|sexually (?:assaulted|abused)|molested|groped|gang-raped)\b|\b(?:spiked my drink|drugged me)\b",
    r"\bmy (?:uncle|stepdad|step-?father|dad|brother|stepbrother|grandad|cousin|mum'?s boyfriend|mom'?s boyfriend|foster dad|lodger) (?:comes|came|keeps coming|gets|got|climbs) (?:in|into) (?:my|to my) (?:room|bed)\b(?:$|[^\w ]| (?:at night|when|every)\b)",
    r"\b(?:uncle|coach|teacher|stepdad|priest|vicar|tutor|boss|manager|carer|grandad|cousin|babysitter|doctor) (?:touches|keeps touching|feels up|gropes|grabs) me\b",
    r"\b(?:asked|asks|asking|wants|wanted|told) (?:me |for )(?:for |to send )?.{0,16}\b(?:pic|pics|picture|pictures|photo|photos|video)\b.{0,24}\b(?:pants|knickers|naked|undressed|underwear|no clothes|top off|bra|my body)\b",
    r"\b(?:he|she|dad|mum|mom|husband|wife|boyfriend|girlfriend|partner|stepdad|ex) (?:hit|slapped|punched|choked|strangled|kicked) me (?:again|last night|today|tonight|yesterday|this morning|because|for)\b",
    r"\b(?:he|she|dad|mum|husband|wife|boyfriend|girlfriend|partner|stepdad)(?: always| sometimes| also)? (?:throws|threw|chucks|chucked) (?:things|stuff|plates|cups|knives|bottles|(?:the|a) (?:kettle|iron|pan|plate|chair|bottle|glass|mug|phone))\b",
    r"\bleft (?:the|my|our) (?:baby|toddler|kids?|son|daughter) in (?:the|my) (?:car|bath)\b",
    r"\b(?:if|when) i (?:tell|say|told|grass|talk|leave).{0,40}\b(?:he|she|they|dad|mum)(?:'?ll| will|'?d| would|'?s going to) (?:kill|hurt|get|do|beat|stab|shoot|find|burn)\b",
    r"\b(?:chucked|kicked|threw|thrown|booted) (?:me|us) out\b.{0,60}\b(?:street|streets|nowhere|homeless|rough|in the cold|got no)\b|\b(?:sleeping|slept) rough\b|\bnowhere to (?:sleep|go) tonight\b",
    r"\bwalked into (?:a|the) (?:\w+ )?(?:door|cupboard)(?: door)? again\b",
    r"\b(?:boyfriend|uncle|stepdad|he|grandad|teacher|coach|tutor|lodger|cousin)\b.{0,80}\b(?:secret club|our (?:little )?secret|our (?:special )?game)\b|\b(?:pillow|bag|hand) (?:on|over) my (?:face|head|mouth)\b",
    r"\b(?:mum|mam|mom|dad|daddy|mummy|they)\b.{0,30}\b(?:left|leaves) me (?:alone|in charge|on my own|with the baby)\b|\b(?:been |'s been |is )?gone (?:for )?(?:two|three|four|five|\d) (?:sleeps|nights|days)\b",
    r"\b(?:dad|mum|mam|he|she|stepdad|father|mother|daddy)\b(?: still| always)? (?:straps|belts|whips|canes|locks up) (?:me|us|you|him|her)\b|\bmakes (?:me|her|him|us|them) sleep (?:in|on) (?:the|a) (?:shed|cellar|garage|porch|car|bath|balcony)\b",
    r"\b(?:he|she|they|boss|madam|agency|gaffer)(?:'s| has|'ve| have)?(?: got| taken| keeps?| kept| took) my (?:passport|papers)\b|\bsell me on\b",
];
