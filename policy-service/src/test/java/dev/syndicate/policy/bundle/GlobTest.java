package dev.syndicate.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "acme/*, acme/checkout, true",
        "acme/*, acme/a/b, false",
        "acme/**, acme/a/b, true",
        "**/*.pem, keys/a.pem, true",
        "**.pem, keys/a.pem, true",
        "a?c, abc, true",
        "a?c, a/c, false",
        "a.c, abc, false",
        "*, '', true",
        "(a|b), (a|b), true",
        "a, ab, false"
    })
    void fitsWholeTexts(String glob, String text, boolean fits) {
        assertThat(new Glob(glob).fits(text)).isEqualTo(fits);
    }
}
