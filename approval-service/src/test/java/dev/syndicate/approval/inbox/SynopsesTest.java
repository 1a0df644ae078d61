package dev.syndicate.approval.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SynopsesTest {

    @Test
    void namesARepositoryByItsPath() {
        assertThat(Synopses.name("git@github.example:acme/checkout.git")).isEqualTo("acme/checkout");
        assertThat(Synopses.name("https://github.example/acme/checkout")).isEqualTo("acme/checkout");
        assertThat(Synopses.name("ssh://git@host.example:2222/acme/checkout.git"))
                .isEqualTo("acme/checkout");
        assertThat(Synopses.name("/srv/git/checkout.git")).isEqualTo("srv/git/checkout");
        assertThat(Synopses.name(null)).isNull();
    }
}
