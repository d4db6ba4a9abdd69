//! Passwords: what is good enough, how they are kept, and when an account is locked for a while.
//!
//! Kept as argon2id in PHC form, so that the costs can be raised later and old ones still open.

use std::sync::LazyLock;

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};

/// Random bytes a hash wants.
pub const SALT_BYTES: usize = 16;
/// Wrong passwords in a row that lock an account.
pub const MOST_FAILURES: u32 = 5;
/// Seconds an account stays locked.
pub const LOCK_SECONDS: i64 = 15 * 60;

pub(super) const LEAST_CHARACTERS: usize = 10;
/// Longer ones only cost time.
const MOST_CHARACTERS: usize = 128;
pub(super) const LEAST_DIFFERENT: usize = 5;

/// 32 MiB, three passes, one lane: two and a half times the least that OWASP names, some 75 ms of an office machine.
const MEMORY_KIB: u32 = 32 * 1024;
const PASSES: u32 = 3;

/// Whether a password will do for an account.
///
/// # Errors
/// One Chinese sentence.
pub fn check(account: &str, password: &str) -> Result<(), String> {
    let count = password.chars().count();
    if count < LEAST_CHARACTERS {
        return Err(format!("密码至少 {LEAST_CHARACTERS} 个字符"));
    }
    if count > MOST_CHARACTERS {
        return Err(format!("密码至多 {MOST_CHARACTERS} 个字符"));
    }
    let different: std::collections::HashSet<char> = password.chars().collect();
    if different.len() < LEAST_DIFFERENT {
        return Err(format!("密码至少用 {LEAST_DIFFERENT} 种不同的字符"));
    }
    if password.to_lowercase().contains(&account.to_lowercase()) {
        return Err("密码不能包含账号".to_owned());
    }
    Ok(())
}

/// The form in which a password is kept.
///
/// # Errors
/// Only where the machine cannot give the memory.
pub fn hash(password: &str, salt: [u8; SALT_BYTES]) -> Result<String, String> {
    let failed = |_| "密码无法处理，请核对内存".to_owned();
    let salt = SaltString::encode_b64(&salt).map_err(failed)?;
    let kept = hasher().hash_password(password.as_bytes(), &salt).map_err(failed)?;
    Ok(kept.to_string())
}

/// Whether a password is the one kept. Compares in constant time. Without a kept one the same work is done for a no, so
/// that an unknown account takes as long as a known one.
pub fn matches(password: &str, kept: Option<&str>) -> bool {
    let parsed = kept.and_then(|kept| PasswordHash::new(kept).ok());
    let Some(parsed) = parsed else {
        if let Ok(nobody) = PasswordHash::new(&NOBODY) {
            let _ = hasher().verify_password(password.as_bytes(), &nobody);
        }
        return false;
    };
    hasher().verify_password(password.as_bytes(), &parsed).is_ok()
}

static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody", [0; SALT_BYTES]).unwrap_or_default());

fn hasher() -> Argon2<'static> {
    // The constants are within the bounds of the crate; the default differs from them only in being chosen for us.
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_opens_only_its_own_hash() {
        let kept = hash("云岭的秋天很长很长啊", [7; SALT_BYTES]).unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=32768,t=3,p=1$"), "{kept}");
        assert!(!kept.contains("秋天"));
        assert!(matches("云岭的秋天很长很长啊", Some(&kept)));
        assert!(!matches("云岭的秋天很长很长呀", Some(&kept)));
        assert!(!matches("nobody", None));
        assert!(!matches("x", Some("not a hash")));
        assert_ne!(kept, hash("云岭的秋天很长很长啊", [8; SALT_BYTES]).unwrap());
    }

    #[test]
    fn poor_passwords_are_refused() {
        for poor in ["short", "aaaaaaaaaaaa", "xx-LINXZ-12345", &"长".repeat(200)] {
            assert!(check("linxz", poor).is_err(), "{poor}");
        }
        assert!(check("linxz", "Qiu-Hao 2026!").is_ok());
        assert!(check("linxz", "云岭县的秋天来得早").is_err(), "nine characters");
        assert!(check("linxz", "云岭县的秋天来得早些").is_ok());
    }
}
