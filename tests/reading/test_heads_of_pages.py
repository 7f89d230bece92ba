"""The headline is found below a menu, whatever the menu's lines are."""

import headwater


def test_a_line_amid_a_menu_is_no_headline(tmp_path):
    report = "The old bridge over the Tarn reopened on Friday after two years of work, the council said. " * 3
    lines = ["Home", "News", "Business", "Weather 9°C", "Sign in", "Subscribe", "Bridge over the Tarn reopens", report]
    (tmp_path / "echo.txt").write_text("\n\n".join(lines), encoding="utf-8")
    (article,) = headwater.read([str(tmp_path)])
    assert article.title == "Bridge over the Tarn reopens"


def test_a_line_that_spells_out_the_files_name_is_the_outlet(tmp_path):
    report = "The old bridge over the Tarn reopened on Friday after two years of work, the council said. " * 3
    lines = ["Bridge over the Tarn reopens", "The Tarn Valley Echo", report]
    (tmp_path / "tarn_valley-echo.txt").write_text("\n\n".join(lines), encoding="utf-8")
    (tmp_path / "A.txt").write_text(f"A\n\n{report}", encoding="utf-8")
    other, article = sorted(headwater.read([str(tmp_path)]), key=lambda one: len(one.outlet))
    assert article.outlet == "The Tarn Valley Echo"
    assert article.text == report.strip()
    assert other.outlet == "A"
