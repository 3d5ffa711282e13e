//! Where an example lies: a direction, as small as it may be without being another.

/// A direction in 8-bit steps: a quarter of the room, and within 0.005 of what the model said.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    /// How much one step is.
    pub step: f32,
    /// How many steps each number has.
    pub steps: Box<[i8]>,
}

impl Place {
    /// Of a direction of length 1.
    pub fn of(direction: &[f32]) -> Self {
        let most = direction.iter().fold(0.0_f32, |most, number| most.max(number.abs()));
        let step = most.max(f32::MIN_POSITIVE) / 127.0;
        Self { step, steps: direction.iter().map(|number| (number / step).round() as i8).collect() }
    }

    /// How near another direction of length 1 is to it: -1 to 1.
    pub fn near(&self, other: &[f32]) -> f32 {
        self.step * self.steps.iter().zip(other).map(|(steps, number)| f32::from(*steps) * number).sum::<f32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_place_is_where_the_model_said(a in prop::collection::vec(-1.0_f32..1.0, 384), b in prop::collection::vec(-1.0_f32..1.0, 384)) {
            let unit = |v: Vec<f32>| {
                let long = v.iter().map(|n| n * n).sum::<f32>().sqrt().max(f32::EPSILON);
                v.into_iter().map(|n| n / long).collect::<Vec<_>>()
            };
            let (a, b) = (unit(a), unit(b));
            let dot = |b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
            prop_assert!((Place::of(&b).near(&a) - dot(&b)).abs() < 0.005);
        }
    }

    #[test]
    fn nowhere_is_near_nothing() {
        assert_eq!(Place::of(&[0.0; 4]).near(&[1.0, 0.0, 0.0, 0.0]), 0.0);
    }
}
