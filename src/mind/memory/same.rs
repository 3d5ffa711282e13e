//! Words that are one to her memory: `mum` and `mother`, `sang` and `sing`.

/// One word for what has several.
pub(super) fn same(word: &str) -> String {
    const SAME: &[(&[&str], &str)] = &[
        (&["mum", "mom", "mam", "mummy", "ma", "mother", "moth"], "mother"),
        (&["dad", "daddy", "pa", "father", "fath"], "father"),
        (&["gran", "granny", "grandma", "nan", "nana", "grandmother"], "grandmother"),
        (&["grandad", "granddad", "grandpa", "grandfather"], "grandfather"),
        (&["kid", "child", "children", "childr"], "child"),
        (&["bro", "brother", "broth"], "brother"),
        (&["sis", "sister", "sist"], "sister"),
        (&["color", "colour"], "colour"),
        (&["favorite", "favourite", "favourit", "favorit", "fav"], "favourite"),
        (&["afraid", "scared", "scar", "frighten", "terrifi", "fear"], "afraid"),
        (&["love", "lov", "like", "lik", "enjoy", "ador", "hate", "hat", "stand", "mind", "prefer"], "feel"),
        (&["ex", "wife", "wif"], "wife"),
        (&["swim", "swimm"], "swim"),
        (&["die", "died", "dead", "death", "dying", "dy", "pass"], "die"),
        // What he must not eat is kept as what he is allergic to.
        (&["eat", "allergic", "allerg"], "eat"),
        (&["piano", "pianos"], "piano"),
        (&["sing", "sang", "sung"], "sing"),
        (&["drive", "driv", "drove", "driven"], "drive"),
        (&["write", "writ", "wrote", "written"], "write"),
        (&["give", "giv", "gave", "given"], "give"),
        (&["buy", "bought"], "buy"),
        (&["teach", "taught"], "teach"),
        (&["sell", "sold"], "sell"),
        (&["lose", "los", "lost"], "lose"),
        (&["win", "won"], "win"),
        (&["leave", "leav", "left"], "leave"),
        (&["break", "broke", "broken", "brok"], "break"),
        (&["fall", "fell", "fallen"], "fall"),
        (&["wear", "wore", "worn"], "wear"),
        (&["steal", "stole", "stol", "stolen"], "steal"),
        (&["bite", "bit", "bitten"], "bite"),
        (&["wake", "wak", "woke", "woken"], "wake"),
        (&["speak", "spoke", "spok", "spoken"], "speak"),
        (&["marry", "marri", "married"], "marry"),
    ];
    let found = SAME.iter().find(|(words, _)| words.contains(&word));
    found.map_or_else(|| word.to_owned(), |(_, one)| (*one).to_owned())
}
