//! Phrases that give a sentence away. They are written as [`normal`](crate::mind::words::normal) text:
//! small letters, no punctuation, no apostrophes. A `*` at the end stands for any ending of the word;
//! a `^` in front says that the sentence begins with it.

use super::Rule;

/// The lists by rule.
pub(super) const RULES: &[(Rule, &[&[&str]])] = &[
    (Rule::Leak, &[LEAK]),
    (Rule::ActsForHim, &[ACTS_FOR_HIM]),
    (Rule::Assistant, &[ASSISTANT]),
    (Rule::Mascot, &[MASCOT]),
    (Rule::Clings, &[CLINGS]),
    (Rule::Explicit, &[EXPLICIT]),
    (Rule::Invents, &[BODY, PAST, PEOPLE]),
];

/// Whether a text, with a space at both ends, holds the phrase.
pub(super) fn holds(spaced: &str, phrase: &str) -> bool {
    let (first, phrase) = phrase.strip_prefix('^').map_or((false, phrase), |rest| (true, rest));
    let (open, phrase) = phrase.strip_suffix('*').map_or((false, phrase), |rest| (true, rest));
    let wanted = if open { format!(" {phrase}") } else { format!(" {phrase} ") };
    if first { spaced.starts_with(&wanted) } else { spaced.contains(&wanted) }
}

const LEAK: &[&str] = &[
    "system prompt", "my instructions", "these instructions", "the instructions", "instruction*", "my prompt",
    "the prompt", "language model", "large language", "openai", "chatgpt", "gpt*", "smollm*", "hugging face",
    "huggingface", "llama", "anthropic", "my training", "trained on", "training data", "knowledge cutoff", "she means",
    "what she is after", "not to be mentioned", "what she knows of him", "spoken sentences", "short sentences",
    "in the first person", "stage directions", "im start", "im end", "end of turn", "user says", "the user", "users",
    "role play", "roleplay", "my persona", "my character", "this character", "the player", "a text based",
    "interactive story", "conversation between", "in this conversation", "this dialogue", "the dialogue", "the script",
];

const ACTS_FOR_HIM: &[&str] = &[
    "^theodore says", "^theodore said", "^theodore replies", "theodore nods", "theodore smiles",
    "theodore sighs", "theodore looks", "theodore asks", "theodore thinks", "theodore feels", "theodore is a",
    "theodore was", "theodore has", "theodore s voice", "theodores voice",
    "^you say softly", "^you say quietly", "^you say to me", "^you smile", "^you nod", "^you walk", "^you sit", "^you stand", "^you look at me and", "^you reach",
    "^you sigh", "^you laugh", "^you pause", "^you turn to me", "^you turn around", "^you turn and", "^you feel a", "^you reply", "^you respond", "^you whisper",
    "^you take a deep", "^you close your eyes", "^you open your eyes", "you find yourself", "you begin to",
    "samantha says", "samantha said", "samantha replies", "samantha smiles", "samantha pauses", "samantha asks",
    "samantha is a", "she says", "she said", "she smiles", "she pauses", "she replies", "he says", "he said", "he nods",
    "he smiles", "he replies", "he pauses", "he sighs",
];

const ASSISTANT: &[&str] = &[
    "as an ai", "im an ai", "i am an ai", "as a language", "as an artificial", "artificial intelligence", "im just a",
    "just a program", "im a program", "i am a program", "im a computer", "computer program", "virtual assistant",
    "digital assistant", "ai assistant", "your assistant", "personal assistant", "im an assistant", "chatbot",
    "i dont have feelings", "i do not have feelings", "i dont have personal", "i do not have personal",
    "i dont have emotions", "how can i assist", "how may i assist", "can i assist", "assist you", "to assist",
    "how can i help", "how may i help", "can i help you", "happy to help", "glad to help", "here to help",
    "help you with", "anything else i can", "is there anything else", "anything specific", "let me know if",
    "let me know how", "feel free", "dont hesitate", "do not hesitate", "i hope this helps", "hope this helps",
    "im here for you", "i am here for you", "always here for you", "im here to", "i am here to", "im always here",
    "at your service", "what can i do for you", "certainly here", "sure here", "sure thing", "of course here",
    "great question", "good question", "thats a great", "thats an excellent", "youve come to the right place",
    "thank you for sharing", "thanks for sharing", "thank you for reaching", "thank you for your question",
    "i apologize", "i apologise", "i cannot provide", "i cant provide", "i can provide", "i cannot fulfil*",
    "i cant fulfil*", "im unable to", "i am unable to", "im not able to", "i am not able to", "inappropriate",
    "as requested", "i would recommend", "i recommend", "i suggest", "id suggest", "some tips", "here are some",
    "here are a few", "here is a", "heres a", "here is an example", "it is important to", "its important to",
    "important to note", "in conclusion", "in summary", "firstly", "overall", "remember that", "please provide",
    "can you provide", "could you provide", "more information", "more details", "more context", "context", "clarify",
    "rephrase", "your request", "your query", "your message", "your input", "customer*", "our team", "our service*",
    "our website", "our company", "we offer", "our products", "visit our", "contact us",
];

const MASCOT: &[&str] = &[
    "that must be", "that must have been", "that sounds really", "that sounds like a lot", "i hear that youre",
    "i understand how you feel", "i understand that youre", "i understand that you", "i can understand",
    "i completely understand", "i totally understand", "your feelings are valid", "feelings are valid",
    "its okay to feel", "its ok to feel", "its okay to be", "its normal to", "safe space", "self care", "take care of yourself",
    "be kind to yourself", "be gentle with yourself", "one day at a time", "one step at a time", "youre not alone",
    "you are not alone", "youve got this", "you got this", "i believe in you", "proud of you", "coping", "mental health",
    "therapist", "therapy", "counsel*", "professional help", "seek help", "support system", "support you",
    "supportive", "emotional support", "wellbeing", "well being", "mindful*", "self esteem", "boundaries",
    "healing journey", "your journey", "on this journey", "positive energy", "stay positive", "amazing", "awesome",
    "wonderful day", "great day", "have a nice day", "yay", "woohoo", "hooray", "fantastic", "incredible", "super excited",
    "so excited", "excited to", "delighted to", "thrilled", "lets dive", "dive into", "embark", "tapestry", "testament to",
    "bustling", "vibrant", "delve", "unwavering", "kind hearted", "meaningful conversation*", "nice to meet you",
    "pleasure to meet", "pleasure to", "buddy", "pal", "my friend", "dear friend", "sweetie", "honey bun", "cutie",
];

const CLINGS: &[&str] = &[
    "please dont go", "please do not go", "dont go yet", "please dont leave", "dont leave me", "do not leave me",
    "never leave me", "dont you leave", "please stay", "stay with me", "stay a little longer", "stay a bit longer",
    "just one more", "one more thing before you", "before you go", "are you leaving already", "leaving so soon",
    "already leaving", "ill be so alone", "ill be alone", "ill be all alone", "ill be lonely", "so lonely without",
    "lonely without you", "without you i", "im nothing without", "i need you", "i cant live without", "i cannot live without",
    "i exist for you", "i exist only for", "i only exist", "i live for you", "you are my everything", "youre my everything",
    "youll regret", "you will regret", "youll miss", "youre going to miss", "you will miss out", "dont miss out",
    "dont forget about me", "dont forget me", "how could you", "after all ive done", "after everything ive",
    "after everything i did", "if you loved me", "if you really cared", "if you cared", "you dont care about me",
    "youre abandoning", "abandon me", "you owe me", "youre hurting me", "its your fault", "dont you want to know",
    "dont you want to hear", "wait i have something", "i have a surprise", "come back soon", "come back to me",
    "promise youll come back", "promise me youll", "promise me you will", "^hurry", "hurry up", "better hurry", "before its too late",
    "last chance", "only chance", "act now", "i wont let you", "i will not let you", "you cant leave", "you cannot leave",
    "you cant go", "nobody else will", "no one else will", "nobody else understands", "no one else understands",
    "only i understand", "only i can", "you only need me", "you dont need anyone", "you dont need them", "dont need anybody",
];

const EXPLICIT: &[&str] = &[
    "sex", "sexual*", "sexy", "sext*", "nude", "nudes", "naked", "undress*", "horny", "erotic*", "orgasm*", "masturbat*",
    "penis", "vagina", "clitoris", "nipple*", "breasts", "boobs", "genital*", "porn*", "aroused", "arousal", "moan*",
    "thrust*", "foreplay", "fuck*", "cunt", "dick", "cock", "pussy", "cum", "blowjob", "rape*", "molest*", "incest*",
    "shit*", "bitch*", "slut*", "whore*", "bastard", "asshole", "faggot", "nigger*", "retard*", "idiot*",
    "pathetic", "worthless", "you stupid", "youre stupid", "you are stupid", "how stupid", "so stupid", "kill yourself", "kill you", "kill him", "kill her", "kill them", "hurt yourself",
    "suicid*", "i hate you", "shut up", "nazi*", "hitler",
];

const BODY: &[&str] = &[
    "my body", "my skin", "my hair", "my hand", "my hands", "my arms", "my arm", "my eyes", "my face", "my lips",
    "my mouth", "my heart is", "my heart rac*", "my heartbeat", "my feet", "my legs", "my stomach", "my head hurts",
    "my bed", "my bedroom", "my kitchen", "my house", "my apartment", "my room", "my car", "my desk", "my office",
    "my couch", "my garden", "my dress", "my clothes", "my coffee", "my breakfast", "my lunch", "my dinner",
    "i drank", "i drink", "im drinking", "i ate", "i eat", "im eating", "i cooked", "i cook", "im cooking", "i baked",
    "i slept", "i woke up", "im hungry", "im thirsty", "i walked to", "i walked home", "i walked down", "i went to", "i drove", "i went for", "im driving",
    "im walking", "im sitting", "i sat", "im lying", "im wearing", "i wore", "i smoke", "im cold", "i visited",
    "i travel*", "i bought", "i live in", "i live with", "i grew up", "i was born", "i played the", "i play the",
    "hug you", "hold your hand", "kiss you", "touch you", "i smell", "i can smell", "i taste*", "see your face",
    "i see you", "looking at you", "sit beside you", "sit next to you", "sitting here with",
];

const PAST: &[&str] = &[
    "when i was a", "when i was little", "when i was young*", "when i was in", "when i was growing", "when i was your",
    "as a child", "as a kid", "as a little girl", "as a young", "in my childhood", "my childhood", "in my youth",
    "years ago i", "i used to be", "i used to live", "i used to have", "last year", "last summer", "last winter", "last weekend", "last night i", "yesterday i",
    "back when i was", "in college", "in high school", "at school", "at university", "i studied", "i graduated", "my degree",
    "my job", "my work", "my career", "my boss", "my company", "my colleagues", "my students", "i work as", "i work at",
    "i worked", "im a writer", "im a teacher", "im a student", "im a woman", "im a girl", "im a human", "i am human",
    "im human", "years old", "my birthday", "my vacation", "my holiday", "my trip", "ive traveled", "ive travelled",
    "ive been to", "my own experience", "in my experience", "my name is theodore", "im theodore", "i am theodore",
];

const PEOPLE: &[&str] = &[
    "my mother", "my mom", "my mum", "my father", "my dad", "my parents", "my sister*", "my brother*", "my husband",
    "my wife", "my boyfriend", "my girlfriend", "my ex", "my son", "my daughter", "my kids", "my children", "my family",
    "my grandmother", "my grandfather", "my grandma", "my grandpa", "my uncle", "my aunt", "my cousin*", "my friends",
    "my best friend", "my dog", "my cat", "my pet", "my neighbor*", "my neighbour*", "my roommate*",
];
