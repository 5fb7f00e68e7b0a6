//! Ten thousand tries to sign in.

use crate::city::{City, PASSWORD};
use app::{AppError, Origin};
use jiff::SignedDuration;
use std::net::{IpAddr, Ipv4Addr};

/// Tries, one a second, and says how many came as far as the password.
async fn checked(city: &City, tries: u32, name: impl Fn(u32) -> String, address: impl Fn(u32) -> u32) -> u32 {
    let mut checked = 0;
    for number in 0..tries {
        let address = Some(IpAddr::V4(Ipv4Addr::from(0xc000_0000 + address(number))));
        let origin = Origin { address, agent: String::new(), request: String::new() };
        match city.app.sign_in(&name(number), &format!("đoán lần {number}"), &origin).await {
            Err(AppError::Wait { .. }) => {}
            Err(AppError::Refused { .. }) => checked += 1,
            other => panic!("{other:?}"),
        }
        city.pass(SignedDuration::from_secs(1));
    }
    checked
}

/// 10,000 seconds are 2.8 hours. A wait of at most a quarter of an hour lets 5 + log₂(180) + 12 tries pass.
#[tokio::test]
async fn from_one_place_at_one_account_a_handful_of_passwords_is_looked_at() {
    let city = City::new().await;
    let checked = checked(&city, 10_000, |_| "clerk".to_owned(), |_| 1).await;
    assert!((5..=30).contains(&checked), "{checked}");
    // Its owner gets in at once from elsewhere.
    assert!(city.app.sign_in("clerk", PASSWORD, &city.origin()).await.is_ok());
}

#[tokio::test]
async fn from_ten_thousand_places_at_one_account_not_many_more() {
    let city = City::new().await;
    let home = city.origin();
    assert!(city.app.sign_in("clerk", PASSWORD, &home).await.is_ok());
    let checked = checked(&city, 10_000, |_| "clerk".to_owned(), |number| number).await;
    assert!((20..=80).contains(&checked), "{checked}");
    // Its owner is not shut out of the own office.
    assert!(city.app.sign_in("clerk", PASSWORD, &home).await.is_ok());
}

#[tokio::test]
async fn from_one_place_at_ten_thousand_accounts_a_few_hundred() {
    let city = City::new().await;
    let checked = checked(&city, 10_000, |number| format!("ten-{number}"), |_| 1).await;
    assert!((50..=250).contains(&checked), "{checked}");
}

/// A code of six digits is guessed no faster.
#[tokio::test]
async fn the_second_step_is_slowed_down_too() {
    let city = City::new().await;
    crate::sessions::add_totp(&city, "clerk").await;
    let origin = city.origin();
    let token = city.app.sign_in("clerk", PASSWORD, &origin).await.unwrap().token.reveal();
    let (mut looked_at, mut waited) = (0, 0);
    for number in 0..240 {
        let visit = city.app.visit(Some(&token), origin.clone()).await.unwrap();
        match city.app.second_factor(&visit, &format!("{number:06}")).await {
            Err(AppError::Wait { .. }) => waited += 1,
            Err(AppError::Refused { .. }) => looked_at += 1,
            other => panic!("{other:?}"),
        }
        city.pass(SignedDuration::from_secs(1));
    }
    assert!(looked_at <= 15 && waited > 200, "{looked_at} looked at, {waited} waited");
}
