"""The headline is found below a menu, whatever the menu's lines are."""

import headwater


def test_a_line_amid_a_menu_is_no_headline(tmp_path):
    report = "The old bridge over the Tarn reopened on Friday after two years of work, the council said. " * 3
    lines = ["Home", "News", "Business", "Weather 9°C", "Sign in", "Subscribe", "Bridge over the Tarn reopens", report]
    (tmp_path / "echo.txt").write_text("\n\n".join(lines), encoding="utf-8")
    (article,) = headwater.read([str(tmp_path)])
    assert article.title == "Bridge over the Tarn reopens"
