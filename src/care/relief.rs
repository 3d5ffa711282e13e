//! Words that say that it ended well: what was dreaded did not come, or what was hoped for did.

/// What says so.
const WELL: &[&str] = &[
    "all clear",
    "came back clear",
    "come back clear",
    "came back fine",
    "came back normal",
    "came back negative",
    "scan was clear",
    "scan is clear",
    "scans clear",
    "results are clear",
    "results were fine",
    "nothing sinister",
    "its benign",
    "was benign",
    "is benign",
    "just a cyst",
    "its a cyst",
    "only a cyst",
    "in remission",
    "cancer free",
    "cancers gone",
    "cancer is gone",
    "false alarm",
    "hes fine",
    "shes fine",
    "theyre fine",
    "were all fine",
    "hes ok",
    "shes ok",
    "theyre ok",
    "hes okay",
    "shes okay",
    "theyre okay",
    "hes alright",
    "shes alright",
    "going to be fine",
    "going to be ok",
    "going to be okay",
    "gonna be fine",
    "gonna be ok",
    "gonna be okay",
    "going to be alright",
    "out of hospital",
    "home from hospital",
    "home from the hospital",
    "out of danger",
    "out of the woods",
    "pulled through",
    "made it through",
    "on the mend",
    "feeling much better",
    "so much better now",
    "what a relief",
    "so relieved",
    "im relieved",
    "i got the job",
    "got the job",
    "i got in",
    "i passed",
    "she passed her",
    "he passed his",
    "we won",
    "i won",
    "she said yes",
    "he said yes",
    "its a boy",
    "its a girl",
    "weve had the baby",
    "im so happy",
    "so happy",
    "im happy",
    "best day",
    "best news",
    "good news",
    "great news",
    "amazing news",
    "no ones died",
    "nobody died",
    "no one died",
    "nobodys died",
    "shes very alive",
    "hes very alive",
    "very much alive",
    "over the moon",
];

/// With one of these it did not.
const ILL: &[&str] = &[
    "not",
    "isnt",
    "wasnt",
    "arent",
    "never",
    "if",
    "hope",
    "hoping",
    "pray",
    "wish",
    "until",
    "unless",
    "funeral",
    "killed",
    "dead",
    "died",
    "said",
    "say",
    "says",
    "keep",
    "pretend",
    "pretending",
    "supposed",
    "think",
    "thought",
    "maybe",
    "dont",
    "didnt",
    "doesnt",
    "but",
    "except",
    "only",
];

/// Whether typed words say that it ended well.
pub fn ended_well(text: &str) -> bool {
    let words = text.replace(['’', '\''], "").to_lowercase();
    let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let plain = format!(" {} ", words.join(" "));
    let well = WELL.iter().find(|well| plain.contains(&format!(" {well} ")));
    // What takes it back may be part of what says it: “no one died”.
    well.is_some_and(|well| {
        let rest = plain.replace(&format!(" {well} "), " ");
        !text.trim_end().ends_with('?') && !rest.split(' ').any(|word| ILL.contains(&word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ended_well_is_heard() {
        for text in [
            "guess whose scan came back clear!! its a cyst. a CYST",
            "dad. dads scan. hes fine!!!!",
            "no one's died you daft thing, its a saying. her name's Meera and shes very alive",
            "mums home from hospital",
            "I got the job!",
            "it was a false alarm",
        ] {
            assert!(ended_well(text), "{text}");
        }
    }

    #[test]
    fn what_did_not_is_not() {
        for text in [
            "they said he's fine but he isn't",
            "i hope she's ok",
            "he's fine, he's dead",
            "is it a false alarm?",
            "she's not out of the woods",
            "i'm fine",
            "the scan came back",
            "everyone says hes going to be fine",
        ] {
            assert!(!ended_well(text), "{text}");
        }
    }
}
