//! Which instructions to use.

use super::lanes::Kernel;
use super::portable::Portable;
#[cfg(target_arch = "x86_64")]
use super::x86::{Avx2, Avx512};

/// A set of instructions that this machine has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Path(Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(target_arch = "x86_64")]
    AvxVnni,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "aarch64")]
    Neon,
    Portable,
}

impl Path {
    /// The fastest one.
    pub fn best() -> Self {
        Self::available()[0]
    }

    /// Every one this machine has, fastest first; the portable one is always last.
    pub fn available() -> Vec<Self> {
        let mut found = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            let avx2 = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
            let avx512 = is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512vnni");
            let known = [
                (avx2 && avx512, Kind::Avx512),
                (avx2 && is_x86_feature_detected!("avxvnni"), Kind::AvxVnni),
                (avx2, Kind::Avx2),
            ];
            found.extend(known.into_iter().filter(|(has, _)| *has).map(|(_, kind)| Self(kind)));
        }
        #[cfg(target_arch = "aarch64")]
        if std::arch::is_aarch64_feature_detected!("neon") {
            found.push(Self(Kind::Neon));
        }
        found.push(Self(Kind::Portable));
        found
    }

    /// What to call it in a table.
    pub fn name(self) -> &'static str {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512 => "AVX-512 VNNI",
            #[cfg(target_arch = "x86_64")]
            Kind::AvxVnni => "AVX-VNNI",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => "AVX2",
            #[cfg(target_arch = "aarch64")]
            Kind::Neon => "NEON",
            Kind::Portable => "portable",
        }
    }

    /// Runs a kernel with these instructions.
    pub(super) fn run(self, kernel: impl Kernel) {
        match self.0 {
            // SAFETY: `available` made this path after finding the features of the function.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512 => unsafe { avx512(kernel) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Kind::AvxVnni => unsafe { avx_vnni(kernel) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => unsafe { avx2(kernel) },
            // SAFETY: as above.
            #[cfg(target_arch = "aarch64")]
            Kind::Neon => unsafe { neon(kernel) },
            Kind::Portable => kernel.run(Portable),
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni,avx2,fma")]
fn avx512(kernel: impl Kernel) {
    // SAFETY: this function has the features.
    kernel.run(unsafe { Avx512::new() });
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avxvnni,avx2,fma")]
fn avx_vnni(kernel: impl Kernel) {
    // SAFETY: this function has the features.
    kernel.run(unsafe { Avx2::<true>::new() });
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn avx2(kernel: impl Kernel) {
    // SAFETY: this function has the features.
    kernel.run(unsafe { Avx2::<false>::new() });
}

#[cfg(target_arch = "aarch64")]
#[target_feature(enable = "neon")]
fn neon(kernel: impl Kernel) {
    // SAFETY: this function has the feature.
    kernel.run(unsafe { super::neon::Neon::new() });
}
