"""Pages keep the policy that they are sent with."""

import pytest


@pytest.mark.parametrize("path", ["/admin/login/"])
def test_a_page_breaks_no_rule_of_its_policy(site, page, path):
    said = []
    page.on("console", lambda message: said.append(message.text))
    response = page.goto(site + path)
    assert response.status == 200
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert [text for text in said if "Content Security Policy" in text] == []
