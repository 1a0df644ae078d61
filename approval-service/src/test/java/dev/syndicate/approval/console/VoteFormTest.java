package dev.syndicate.approval.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.syndicate.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;

class VoteFormTest {

    @Test
    void keepsAWholeCommentOfAsManyCharactersAsTheFieldTakes() {
        String typed = "a\n".repeat(1_000);
        assertThat(VoteForm.spoken(typed)).isEqualTo(typed);
        assertThat(VoteForm.spoken(typed.replace("\n", "\r\n"))).isEqualTo(typed);
    }

    @Test
    void refusesALongerOneInsteadOfCuttingIt() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> VoteForm.spoken("a".repeat(2_001)))
                .withMessageContaining("A comment has at most 2000 characters");
    }

    @Test
    void takesBlanksForNoComment() {
        assertThat(VoteForm.spoken(" \r\n ")).isNull();
    }
}
