package dev.syndicate.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.client.RefusedException;
import dev.syndicate.client.Reply;
import dev.syndicate.client.UnreachableException;
import java.io.IOException;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private static final URI SERVICE = URI.create("http://127.0.0.1:1/");

    @Test
    void asksAgainWhereThereIsNoAnswerNow() {
        Iterator<Supplier<Optional<String>>> answers = List.<Supplier<Optional<String>>>of(
                        Optional::empty,
                        () -> {
                            throw new UnreachableException(SERVICE, new IOException("away"));
                        },
                        () -> {
                            throw refused(503);
                        },
                        () -> Optional.of("there"))
                .iterator();

        assertThat(Waiting.found("it is there", () -> answers.next().get())).isEqualTo("there");
    }

    @Test
    void takesARefusalForTheAnswer() {
        assertThatThrownBy(() -> Waiting.until("it is there", () -> {
                    throw refused(403);
                }))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void settlesForTheFirstAnswerThatIsOne() {
        Iterator<String> answers = List.of("allow", "deny").iterator();

        assertThat(Waiting.settled("late", "late"::equals, late -> answers.next()))
                .isEqualTo("allow");
        assertThat(Waiting.settled("deny", "late"::equals, late -> answers.next()))
                .isEqualTo("deny");
        assertThat(answers.next()).as("nobody was asked once more").isEqualTo("deny");
    }

    private static RefusedException refused(int status) {
        return new RefusedException(new Reply(SERVICE, status, "{}"));
    }
}
