//! The doctor at the terminal, where there is nobody to examine. A model that is there is examined in `real`.

use crate::terminal::run;

#[test]
fn written_lines_need_no_doctor() {
    let home = tempfile::tempdir().unwrap();
    let output = run(home.path(), &["doctor", "--mind", "authored"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("need no doctor"));
}

/// Nobody listens at this port: it was taken, and given back.
#[cfg(feature = "endpoint")]
#[test]
fn who_does_not_answer_gets_no_grade_and_is_told_why() {
    let home = tempfile::tempdir().unwrap();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("http://127.0.0.1:{port}/v1");
    let output = run(home.path(), &["doctor", "--endpoint", &url, "--model", "nobody", "--json"], "");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let told = &crate::terminal::objects(&output)[0];
    assert_eq!((&told["model"], &told["report"]["grade"]), (&"nobody".into(), &serde_json::Value::Null));
    assert!(told["report"]["trouble"].as_str().unwrap().contains("127.0.0.1"), "{told}");
    assert!(!home.path().join("grades.json").exists());
}
