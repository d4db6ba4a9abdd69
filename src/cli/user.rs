//! `qiuhao user`: accounts, from the machine's own command line. A password is typed or piped, never an argument.

use std::fmt::Write as _;
use std::io::{BufRead, IsTerminal};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use jiff::Timestamp;
use rand::TryRngCore;
use rand::rngs::OsRng;

use super::archive::Place;
use super::output;
use crate::office::password::SALT_BYTES;
use crate::office::{Actor, Rank, Role};
use crate::store::{Deed, Store, User};

pub(super) const EXAMPLES: &str = "示例：
  qiuhao user add zhouxl --display 周晓岚 --department 案件管理部 --role 评查员
  qiuhao user add chenjc --display 陈检 --role 审批人 --rank 检察长
  qiuhao user role zhouxl --role 评查员 --role 评查组织人
  qiuhao user passwd zhouxl
  qiuhao user disable zhouxl        # 加 --undo 重新启用
  qiuhao user list
角色：评查组织人、评查员、承办人、审批人（须写 --rank 分管检察长 或 检察长），
以及三员：系统管理员、安全保密员、安全审计员（互不兼任，也不兼任其他角色）。
密码从终端读入，不显示；也可从标准输入读一行：qiuhao user passwd zhouxl < 密码文件";

/// What to do with accounts.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand)]
enum Action {
    /// 新建账号，随后输入密码
    Add {
        /// 账号：字母、数字或 . - _
        name: String,
        /// 姓名
        #[arg(long, value_name = "NAME")]
        display: String,
        /// 部门或办案组；同部门的人不互相评查
        #[arg(long, value_name = "DEPARTMENT", default_value = "")]
        department: String,
        #[command(flatten)]
        roles: Roles,
    },
    /// 列出账号
    List,
    /// 停用账号，立即退出登录
    Disable {
        /// 账号
        name: String,
        /// 重新启用
        #[arg(long)]
        undo: bool,
    },
    /// 改密码，同时解除锁定
    Passwd {
        /// 账号
        name: String,
    },
    /// 改角色：列出的即全部角色
    Role {
        /// 账号
        name: String,
        #[command(flatten)]
        roles: Roles,
    },
}

#[derive(clap::Args)]
struct Roles {
    /// 角色，可有多个
    #[arg(long = "role", value_name = "ROLE", required = true, value_parser = role)]
    roles: Vec<Role>,
    /// 审批人的职级：分管检察长、检察长
    #[arg(long, value_name = "RANK", value_parser = rank)]
    rank: Option<Rank>,
}

/// Makes, lists and changes accounts.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let store = arguments.place.open_store()?;
    let user = std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_default();
    let actor = Actor::console(&user);
    let deed = Deed::new(&actor, Timestamp::now());
    match &arguments.action {
        Action::Add { name, display, department, roles } => {
            let user = Actor {
                name: name.clone(),
                display: display.clone(),
                department: department.clone(),
                roles: roles.roles.iter().copied().collect(),
                rank: roles.rank,
            };
            store.add_user(deed, &user, &ask_password()?, random::<SALT_BYTES>()?)?;
            output::print(&format!("已新建账号 {name}\n"))?;
        }
        Action::List => output::print(&table(&store, deed.at)?)?,
        Action::Disable { name, undo } => {
            store.set_disabled(deed, name, !undo)?;
            output::print(&format!("已{}账号 {name}\n", if *undo { "启用" } else { "停用" }))?;
        }
        Action::Passwd { name } => {
            store.set_password(deed, name, &ask_password()?, random::<SALT_BYTES>()?)?;
            output::print(&format!("已更换 {name} 的密码，其登录已全部退出\n"))?;
        }
        Action::Role { name, roles } => {
            store.set_roles(deed, name, &roles.roles, roles.rank)?;
            output::print(&format!("已更换 {name} 的角色，其登录已全部退出\n"))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn role(label: &str) -> Result<Role, String> {
    Role::of_label(label).ok_or_else(|| {
        let known: Vec<&str> = Role::ALL.into_iter().map(Role::label).collect();
        format!("没有这个角色，可用：{}", known.join("、"))
    })
}

fn rank(label: &str) -> Result<Rank, String> {
    let known = [Rank::Deputy, Rank::Chief].into_iter().find(|rank| rank.label() == label);
    known.ok_or_else(|| "职级为分管检察长或检察长".to_owned())
}

pub(super) fn random<const COUNT: usize>() -> Result<[u8; COUNT]> {
    let mut bytes = [0; COUNT];
    OsRng.try_fill_bytes(&mut bytes).context("系统未能给出随机数")?;
    Ok(bytes)
}

/// Typed twice without echo at a terminal, else the first line of standard input.
fn ask_password() -> Result<String> {
    if !std::io::stdin().is_terminal() {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).context("未能从标准输入读到密码")?;
        return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    let terminal = console::Term::stderr();
    let ask = |prompt: &str| -> Result<String> {
        terminal.write_str(prompt)?;
        Ok(terminal.read_secure_line()?)
    };
    let password = ask("密码：")?;
    if ask("再输一遍：")? != password {
        bail!("两遍密码不同，请重新操作");
    }
    Ok(password)
}

fn table(store: &Store, now: Timestamp) -> Result<String> {
    let users = store.users()?;
    if users.is_empty() {
        return Ok("还没有账号，用 qiuhao user add 新建\n".to_owned());
    }
    let mut table = String::new();
    for user in &users {
        let User { actor, .. } = user;
        let roles: Vec<&str> = actor.roles.iter().map(|role| role.label()).collect();
        let rank = actor.rank.map(|rank| format!("（{}）", rank.label())).unwrap_or_default();
        let state = match (user.disabled, user.is_locked(now)) {
            (true, _) => "停用",
            (false, true) => "锁定中",
            (false, false) => "在用",
        };
        let _ = writeln!(
            table,
            "{}  {}  {}  {}{rank}  {state}",
            actor.name,
            actor.display,
            if actor.department.is_empty() { "-" } else { &actor.department },
            roles.join("、"),
        );
    }
    Ok(table)
}
