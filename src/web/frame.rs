//! What stands around every page: the menu of what the visitor may open, who they are, and the box for searching.

use super::gate::Visitor;
use crate::office::{Action, Actor, Role, might};

/// Which entry of the menu a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Here {
    Queue,
    Tasks,
    Search,
    Similar,
    Upload,
    Jobs,
    Users,
    Audit,
    System,
    /// A page that is in no entry, such as an error.
    Elsewhere,
}

/// An entry of the menu.
pub(super) struct Entry {
    pub name: &'static str,
    pub address: &'static str,
    pub is_current: bool,
}

/// Who is signed in.
pub(super) struct Person {
    pub display: String,
    pub roles: String,
    /// In a house that is open to everybody, where one may be anybody.
    pub is_guest: bool,
}

/// The frame of a page.
pub(super) struct Frame {
    /// What stands in the box for searching.
    pub query: String,
    /// Whether there is a box.
    pub has_box: bool,
    /// What forms of this page carry.
    pub form: String,
    pub menu: Vec<Entry>,
    pub person: Option<Person>,
}

/// What may be opened, in the order of the menu, by whom.
const MENU: [(Here, &str, &str, Action); 9] = [
    (Here::Queue, "案件", "/", Action::ListCases),
    (Here::Tasks, "待办", "/tasks", Action::ListCases),
    (Here::Search, "检索", "/search", Action::Search),
    (Here::Similar, "类案", "/similar", Action::Search),
    (Here::Upload, "加入案件", "/cases/new", Action::Import),
    (Here::Jobs, "任务", "/jobs", Action::ManageJobs),
    (Here::Users, "账号", "/users", Action::ListUsers),
    (Here::Audit, "日志", "/audit", Action::ReadAudit),
    (Here::System, "系统", "/system", Action::ManageSystem),
];

impl Frame {
    /// The frame of a page for a visitor.
    pub(super) fn new(visitor: &Visitor, here: Here) -> Self {
        let open = MENU.into_iter().filter(|(.., action)| visitor.might(*action));
        let roles: Vec<&str> = visitor.actor.roles.iter().map(|role| role.label()).collect();
        Self {
            query: String::new(),
            has_box: here != Here::Search && visitor.might(Action::Search),
            form: visitor.form.clone(),
            menu: open
                .map(|(entry, name, address, _)| Entry { name, address, is_current: entry == here })
                .collect(),
            person: Some(Person {
                display: visitor.actor.display.clone(),
                roles: roles.join("、"),
                is_guest: visitor.is_guest,
            }),
        }
    }

    /// The frame of a page for nobody in particular.
    pub(super) fn bare() -> Self {
        Self { query: String::new(), has_box: false, form: String::new(), menu: Vec::new(), person: None }
    }

    /// With a query in the box.
    pub(super) fn asking(mut self, query: &str) -> Self {
        query.clone_into(&mut self.query);
        self
    }
}

/// Where somebody begins: organisers and reviewers at the queue, others at what waits for them, officers at the first entry
/// of their menu, and who has none yet at their own account.
pub(super) fn home(actor: &Actor) -> &'static str {
    let works_off_the_queue = [Role::Organiser, Role::Reviewer].iter().any(|role| actor.roles.contains(role));
    let mut entries = MENU.into_iter().filter(|(.., action)| might(actor, *action));
    let first = entries.find(|(here, ..)| works_off_the_queue || *here != Here::Queue);
    first.map_or("/account", |(_, _, address, _)| address)
}
