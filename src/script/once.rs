//! Maps in which nothing may stand twice: of two things of one name, one would be lost without a word.

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, Visitor},
};
use std::{collections::BTreeMap, fmt, marker::PhantomData};

/// Reads a map, and names the first key that stands in it twice.
pub(super) fn once_each<'de, D, K, V>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord + fmt::Debug,
    V: Deserialize<'de>,
{
    struct OnceEach<K, V>(PhantomData<(K, V)>);

    impl<'de, K: Deserialize<'de> + Ord + fmt::Debug, V: Deserialize<'de>> Visitor<'de> for OnceEach<K, V> {
        type Value = BTreeMap<K, V>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map in braces, as {\"name\": …}")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut read = BTreeMap::new();
            while let Some((key, value)) = map.next_entry()? {
                if read.contains_key(&key) {
                    return Err(A::Error::custom(format!("{key:?} is there twice; give one of them another name")));
                }
                read.insert(key, value);
            }
            Ok(read)
        }
    }

    deserializer.deserialize_map(OnceEach(PhantomData))
}

#[cfg(test)]
mod tests {
    use crate::script::{Facts, parse_source};

    #[test]
    fn what_stands_twice_is_named() {
        let fault =
            parse_source::<Facts>("f", "Facts(flags: {\"a\": \"so\", \"b\": \"so\", \"a\": \"not so\"})").unwrap_err();
        assert!(fault.what.contains("\"a\" is there twice"), "{fault}");
        assert!(parse_source::<Facts>("f", "Facts(flags: {\"a\": \"so\", \"b\": \"so\"})").is_ok());
    }
}
