//! Who people are: roles, ranks, and the actor of an action.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// What an account is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 评查组织人: the case management department, which assigns and archives.
    Organiser,
    /// 评查员
    Reviewer,
    /// 承办人 of the case under review.
    Handler,
    /// 审批人; see [`Rank`].
    Approver,
    /// 系统管理员: accounts and the running of the program, no case.
    SystemOfficer,
    /// 安全保密员: roles and passwords, no case.
    SecurityOfficer,
    /// 安全审计员: the log, no case.
    AuditOfficer,
}

impl Role {
    /// All roles, those for cases first.
    pub const ALL: [Self; 7] = [
        Self::Organiser,
        Self::Reviewer,
        Self::Handler,
        Self::Approver,
        Self::SystemOfficer,
        Self::SecurityOfficer,
        Self::AuditOfficer,
    ];

    /// Chinese name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Organiser => "评查组织人",
            Self::Reviewer => "评查员",
            Self::Handler => "承办人",
            Self::Approver => "审批人",
            Self::SystemOfficer => "系统管理员",
            Self::SecurityOfficer => "安全保密员",
            Self::AuditOfficer => "安全审计员",
        }
    }

    /// The role of a Chinese name.
    pub fn of_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.label() == label)
    }

    /// One of the three officers, who never see a case.
    pub fn is_officer(self) -> bool {
        matches!(self, Self::SystemOfficer | Self::SecurityOfficer | Self::AuditOfficer)
    }
}

/// How far an approver's word reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// 分管检察长
    Deputy,
    /// 检察长, who also enters what the 检委会 decided.
    Chief,
}

impl Rank {
    /// Chinese name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Deputy => "分管检察长",
            Self::Chief => "检察长",
        }
    }
}

/// Somebody who does something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Account.
    pub name: String,
    /// 姓名
    pub display: String,
    /// 部门（办案组）; people of the same one do not review each other.
    pub department: String,
    /// What they are for.
    pub roles: BTreeSet<Role>,
    /// Of an approver.
    pub rank: Option<Rank>,
}

/// In front of the name of whoever sits at the command line; no account has such a name.
const CONSOLE: &str = "命令行:";

impl Actor {
    /// Whoever sits at the machine's own command line. They could open the files themselves; the log says so.
    pub fn console(user: &str) -> Self {
        Self {
            name: format!("{CONSOLE}{user}"),
            display: "命令行".to_owned(),
            department: String::new(),
            roles: [Role::SystemOfficer, Role::SecurityOfficer, Role::AuditOfficer].into(),
            rank: None,
        }
    }

    /// Whether it is somebody at the command line.
    pub fn is_console(&self) -> bool {
        self.name.starts_with(CONSOLE)
    }

    /// The program itself, as it takes in cases.
    pub fn program() -> Self {
        Self {
            name: "程序".to_owned(),
            display: "程序".to_owned(),
            department: String::new(),
            roles: [Role::Organiser].into(),
            rank: None,
        }
    }
}

/// Whether one account may hold these roles: an officer holds no second one, only and every approver has a rank. An
/// account without a role is one that waits for it.
///
/// # Errors
/// One Chinese sentence.
pub fn compatible(roles: &BTreeSet<Role>, rank: Option<Rank>) -> Result<(), String> {
    if let Some(officer) = roles.iter().find(|role| role.is_officer())
        && roles.len() > 1
    {
        return Err(format!("三员分设：{}不得兼任其他角色", officer.label()));
    }
    match (roles.contains(&Role::Approver), rank) {
        (true, None) => Err("审批人须写明职级：分管检察长或检察长".to_owned()),
        (false, Some(_)) => Err("只有审批人有职级".to_owned()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn officers_stand_alone_and_approvers_have_a_rank() {
        for officer in Role::ALL.into_iter().filter(|role| role.is_officer()) {
            assert!(compatible(&[officer].into(), None).is_ok());
            for other in Role::ALL.into_iter().filter(|&role| role != officer) {
                assert!(compatible(&[officer, other].into(), None).is_err(), "{officer:?} {other:?}");
            }
        }
        assert!(compatible(&[Role::Approver].into(), None).is_err());
        assert!(compatible(&[Role::Approver, Role::Reviewer].into(), Some(Rank::Chief)).is_ok());
        assert!(compatible(&[Role::Reviewer].into(), Some(Rank::Chief)).is_err());
        assert!(compatible(&BTreeSet::new(), None).is_ok());
    }
}
