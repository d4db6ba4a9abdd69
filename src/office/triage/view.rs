//! Filters that come with the program (内置筛选).

use super::{Dimension, Filter, Order, Todo};

/// A filter under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuiltIn {
    /// Chinese name.
    pub name: &'static str,
    /// What it keeps.
    pub filter: Filter,
    /// How it is sorted.
    pub order: Order,
}

/// All, in the order they are shown.
pub fn built_in() -> Vec<BuiltIn> {
    let todo = |todo: Todo| Filter::of(Dimension::Todo, todo.code());
    let state = |code: &str| Filter::of(Dimension::State, code);
    let view = |name, filter, order| BuiltIn { name, filter, order };
    vec![
        view("全部", Filter::default(), Order::Risk),
        view("待我评查", todo(Todo::Review), Order::Risk),
        view("待分配", state("unassigned"), Order::Risk),
        view("严重问题", Filter::of(Dimension::Worst, "grave"), Order::Risk),
        view("没有问题待签结", todo(Todo::Clean), Order::Newest),
        view("抽出待核看", todo(Todo::Sampled), Order::Newest),
        view("待审批", state("awaiting_approval"), Order::Risk),
        view("逾期未反馈", todo(Todo::Overdue), Order::Due),
    ]
}
