package dev.syndicate.policy.release;

import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.PolicyActivated;
import dev.syndicate.contracts.policy.PolicyPublished;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

class PolicyLineTest {

    private static final Person PAT = new Person("https://id.example", "pat", "Pat", List.of("pwd"));
    private static final Person PERCY = new Person("https://id.example", "percy", "Percy", List.of("pwd"));
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final ContentRef BUNDLE = ref("one");
    private static final PolicyVersion FIRST = new PolicyVersion(1, BUNDLE.digest());
    private static final UUID REQUEST = UUID.fromString("0198f3a0-0000-7000-8000-00000000000a");
    private static final UUID OTHER_REQUEST = UUID.fromString("0198f3a0-0000-7000-8000-00000000000b");

    private final AggregateTestFixture<PolicyLine> fixture = new AggregateTestFixture<>(PolicyLine.class);

    @Test
    void countsVersionsFromOne() {
        fixture.givenNoPriorActivity()
                .when(new PublishPolicy(REQUEST, BUNDLE, "First.", PAT, NOW))
                .expectResultMessagePayload(FIRST)
                .expectEvents(new PolicyPublished(FIRST, BUNDLE, "First.", PAT, NOW));
    }

    @Test
    void countsOnWhateverTheBundleIs() {
        PolicyVersion second = new PolicyVersion(2, BUNDLE.digest());

        published()
                .when(new PublishPolicy(OTHER_REQUEST, BUNDLE, "Again.", PERCY, NOW))
                .expectResultMessagePayload(second)
                .expectEvents(new PolicyPublished(second, BUNDLE, "Again.", PERCY, NOW));
    }

    @Test
    void answersTheSameRequestWithTheSameVersion() {
        published()
                .when(new PublishPolicy(REQUEST, BUNDLE, "First.", PAT, NOW.plusSeconds(9)))
                .expectResultMessagePayload(FIRST)
                .expectNoEvents();
    }

    @Test
    void isReleasedByAnotherAuthor() {
        published()
                .when(new ActivatePolicy(OTHER_REQUEST, FIRST, PERCY, NOW))
                .expectEvents(new PolicyActivated(FIRST, null, PAT, PERCY, NOW));
    }

    @Test
    void refusesReleaseByItsAuthorUnderWhateverName() {
        Person renamed = new Person(PAT.issuer(), PAT.subject(), "Somebody else", List.of());

        published()
                .when(new ActivatePolicy(OTHER_REQUEST, FIRST, renamed, NOW))
                .expectException(ProblemException.class)
                .expectException(refusal("author-cannot-release"))
                .expectNoEvents();
    }

    @Test
    void refusesToReleaseWhatWasNeverPublished() {
        PolicyVersion unknown = new PolicyVersion(1, ref("other").digest());

        published()
                .when(new ActivatePolicy(OTHER_REQUEST, unknown, PERCY, NOW))
                .expectException(refusal("policy-version-unknown"));
        new AggregateTestFixture<>(PolicyLine.class)
                .givenNoPriorActivity()
                .when(new ActivatePolicy(OTHER_REQUEST, FIRST, PERCY, NOW))
                .expectException(refusal("policy-version-unknown"));
    }

    @Test
    void refusesToReleaseWhatIsActiveUnlessItIsTheSameRequest() {
        UUID third = UUID.fromString("0198f3a0-0000-7000-8000-00000000000c");

        fixture.given(
                        event(0, REQUEST, new PolicyPublished(FIRST, BUNDLE, "First.", PAT, NOW)),
                        event(1, OTHER_REQUEST, new PolicyActivated(FIRST, null, PAT, PERCY, NOW)))
                .when(new ActivatePolicy(third, FIRST, PERCY, NOW))
                .expectException(refusal("policy-already-active"));
        new AggregateTestFixture<>(PolicyLine.class)
                .given(
                        event(0, REQUEST, new PolicyPublished(FIRST, BUNDLE, "First.", PAT, NOW)),
                        event(1, OTHER_REQUEST, new PolicyActivated(FIRST, null, PAT, PERCY, NOW)))
                .when(new ActivatePolicy(OTHER_REQUEST, FIRST, PERCY, NOW))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    private TestExecutor<PolicyLine> published() {
        return fixture.given(event(0, REQUEST, new PolicyPublished(FIRST, BUNDLE, "First.", PAT, NOW)));
    }

    private static GenericDomainEventMessage<Object> event(long sequence, UUID request, Object payload) {
        return new GenericDomainEventMessage<>(
                PolicyLine.class.getSimpleName(),
                PolicyLine.ID,
                sequence,
                payload,
                java.util.Map.of(PolicyLine.REQUEST, request.toString()));
    }

    private static org.hamcrest.Matcher<Throwable> refusal(String slug) {
        return new org.hamcrest.CustomMatcher<>("the problem " + slug) {
            @Override
            public boolean matches(Object thrown) {
                return thrown instanceof ProblemException problem
                        && problem.type().slug().equals(slug);
            }
        };
    }

    private static ContentRef ref(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new ContentRef(Digest.of(bytes), bytes.length);
    }
}
