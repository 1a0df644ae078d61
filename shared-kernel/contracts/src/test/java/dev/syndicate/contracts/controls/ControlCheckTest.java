package dev.syndicate.contracts.controls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syndicate.contracts.chain.BundleVerifier;
import dev.syndicate.contracts.chain.ChainFixture;
import dev.syndicate.contracts.chain.ChainVerdict;
import dev.syndicate.contracts.chain.NoteVerificationKey;
import dev.syndicate.contracts.chain.SecondVerifier;
import dev.syndicate.contracts.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ControlCheckTest {

    private static final Path VECTORS = Path.of("../../docs/spec/vectors/controls");
    private static final NoteVerificationKey KEY = ChainFixture.KEY.verificationKey();

    @TestFactory
    Stream<DynamicTest> everyControlHasAnExecutionThatFailsIt() {
        return Stream.of(
                story("in order, by people", "1 1 0", people()),
                story(
                        "in order, by two people",
                        "1 1 0",
                        new Story()
                                .readyByPeople("a", "rita", "ola")
                                .intended("a", "x", "permit", Story.INTENT, Story.people("rita", "ola"))
                                .granted("a", "x")
                                .reported("a", "x")),
                story("in order, by policy", "1 1 0", byPolicy("ann", "ben", Story.policy("ann", "ben"))),
                story("no authority", "1 0 0 no-authority at 5", intent(JsonObject.EMPTY)),
                story(
                        "a policy without its releaser",
                        "1 0 0 no-authority at 5",
                        intent(Story.policy("ann", "ben").without("releaser"))),
                story("people who did not approve", "1 0 0 authority-not-before at 5", intent(Story.people("eve"))),
                story(
                        "an approval that is not on record",
                        "1 0 0 authority-not-before at 5",
                        intent(Story.people("rita")
                                .with("approval", dev.syndicate.contracts.json.JsonValue.of("another")))),
                story(
                        "never authorised",
                        "1 0 0 authority-not-before at 4",
                        new Story()
                                .proposed("a")
                                .approved("a", Story.INTENT, "rita")
                                .permitted("a", "permit")
                                .intended("a", "x", "permit", Story.INTENT, Story.people("rita"))
                                .granted("a", "x")),
                story(
                        "authorised afterwards",
                        "1 0 0 authority-not-before at 4",
                        new Story()
                                .proposed("a")
                                .authorised("a")
                                .permitted("a", "permit")
                                .intended("a", "x", "permit", Story.INTENT, Story.people("rita"))
                                .granted("a", "x")
                                .approved("a", Story.INTENT, "rita")),
                story("a policy that was not released", "1 0 0 authority-not-before at 4", byPolicyWithoutRelease()),
                story(
                        "a policy released by others",
                        "1 0 0 authority-not-before at 5",
                        byPolicy("ann", "cem", Story.policy("ann", "ben"))),
                story(
                        "a policy by one",
                        "1 0 0 policy-by-one at 5",
                        byPolicy("ann", "ann", Story.policy("ann", "ann"))),
                story(
                        "approved by the requester",
                        "1 0 0 requester-approved at 5",
                        new Story()
                                .readyByPeople("a", "rita", "dana")
                                .intended("a", "x", "permit", Story.INTENT, Story.people("rita", "dana"))
                                .granted("a", "x")),
                story(
                        "approved by who answers for the requester",
                        "1 0 0 requester-approved at 5",
                        new Story()
                                .readyByPeople("a", "boss")
                                .intended("a", "x", "permit", Story.INTENT, Story.people("boss"))
                                .granted("a", "x")),
                story(
                        "without parameters",
                        "1 0 0 no-digests at 5",
                        new Story()
                                .of("a", "ActionProposed", facts -> facts)
                                .approved("a", Story.INTENT, "rita")
                                .authorised("a")
                                .permitted("a", "permit")
                                .intended("a", "x", "permit", Story.INTENT, Story.people("rita"))
                                .granted("a", "x")),
                story(
                        "something else was presented",
                        "1 0 0 digests-differ at 5",
                        new Story()
                                .readyByPeople("a", "rita")
                                .intended("a", "x", "permit", Story.OTHER_INTENT, Story.people("rita"))
                                .granted("a", "x")),
                story(
                        "something else was approved",
                        "1 0 0 digests-differ at 5",
                        new Story()
                                .proposed("a")
                                .approved("a", Story.OTHER_INTENT, "rita")
                                .authorised("a")
                                .permitted("a", "permit")
                                .intended("a", "x", "permit", Story.INTENT, Story.people("rita"))
                                .granted("a", "x")),
                story(
                        "something else was presented, and refused",
                        "0 0 0",
                        new Story()
                                .readyByPeople("a", "rita")
                                .intended("a", "x", "permit", Story.OTHER_INTENT, Story.people("rita"))
                                .refused("a", "x")),
                story(
                        "a permit used twice, an approval used twice",
                        "2 1 0 permit-not-usable at 7 approval-used-again at 7",
                        new Story()
                                .readyByPeople("a", "rita")
                                .intended("a", "x", "permit", Story.INTENT, Story.people("rita"))
                                .granted("a", "x")
                                .intended("a", "y", "permit", Story.INTENT, Story.people("rita"))
                                .granted("a", "y")),
                story(
                        "a second try after a refusal",
                        "1 1 0",
                        new Story()
                                .readyByPeople("a", "rita")
                                .intended("a", "x", "permit", Story.INTENT, Story.people("rita"))
                                .refused("a", "x")
                                .permitted("a", "second")
                                .intended("a", "y", "second", Story.INTENT, Story.people("rita"))
                                .granted("a", "y")),
                story(
                        "a revoked permit",
                        "1 0 0 permit-not-usable at 6",
                        new Story()
                                .readyByPeople("a", "rita")
                                .revoked("a", "permit")
                                .intended("a", "x", "permit", Story.INTENT, Story.people("rita"))
                                .granted("a", "x")),
                story(
                        "no intent",
                        "1 0 0 no-intent at 4",
                        new Story().readyByPeople("a", "rita").granted("a", "x", 3)),
                story(
                        "run again when it was over",
                        "2 1 0 no-intent at 8",
                        people().intended("a", "y", "permit", Story.INTENT, Story.people("rita"))
                                .granted("a", "y")),
                story(
                        "granted twice",
                        "2 1 0 granted-twice at 6 not-sealed-before at 6",
                        new Story()
                                .readyByPeople("a", "rita")
                                .intended("a", "x", "permit", Story.INTENT, Story.people("rita"))
                                .granted("a", "x")
                                .granted("a", "x")),
                story(
                        "sealed something else",
                        "1 0 0 not-sealed-before at 5",
                        new Story()
                                .readyByPeople("a", "rita")
                                .intended("a", "x", "permit", Story.INTENT, Story.people("rita"))
                                .granted("a", "x", 3)),
                story(
                        "no receipt",
                        "1 0 0 not-sealed-before at 5",
                        new Story()
                                .readyByPeople("a", "rita")
                                .intended("a", "x", "permit", Story.INTENT, Story.people("rita"))
                                .of("a", "ExecutionGranted", facts -> facts.put("execution", "x"))),
                story("amended by one, approved by another", "1 1 0", amended("robin", "rita", "robin")),
                story("approved by the amender", "1 0 0 amender-approved at 8", amended("robin", "robin", "robin")),
                story(
                        "amended by somebody else than is named",
                        "1 0 0 amendment-not-before at 8",
                        amended("robin", "rita", "eve")),
                story(
                        "an amendment that is not on record",
                        "1 0 0 amendment-not-before at 5",
                        executed(new Story().proposedAnew("b", "a", "robin"), "rita")),
                story(
                        "run after it was amended",
                        "1 0 0 no-intent at 5",
                        new Story()
                                .proposed("a")
                                .amended("a", "b", "robin")
                                .permitted("a", "permit")
                                .intended("a", "x", "permit", Story.INTENT, Story.people("rita"))
                                .granted("a", "x")),
                story("two uses of a grant of two", "2 2 0", uses(2, 1, 2)),
                story("the same use twice", "2 1 0 grant-used-up at 11", uses(2, 1, 1)),
                story("a third use of two", "1 0 0 grant-used-up at 6", uses(2, 3)),
                story(
                        "a use that was refused, and taken again",
                        "1 1 0",
                        granted(2)
                                .usedStanding("b", 1, "/src/a", "rita")
                                .refused("b", "b")
                                .usedStanding("c", 1, "/src/a", "rita")
                                .granted("c", "c")),
                story(
                        "a use after the grant was revoked",
                        "1 0 0 grant-ended at 7",
                        granted(2)
                                .revokedStanding("a")
                                .usedStanding("b", 1, "/src/a", "rita")
                                .granted("b", "b")),
                story(
                        "a use after the grant's end",
                        "1 0 0 grant-ended at 6",
                        new Story()
                                .proposed("a")
                                .standing("a", "target", 2, "2026-01-31T10:00:02Z", "rita")
                                .usedStanding("b", 1, "/src/a", "rita")
                                .granted("b", "b")),
                story(
                        "another target than was granted",
                        "1 0 0 outside-grant at 6",
                        granted(2).usedStanding("b", 1, "/src/b", "rita").granted("b", "b")),
                story(
                        "a grant by others",
                        "1 0 0 authority-not-before at 6",
                        granted(2).usedStanding("b", 1, "/src/a", "eve").granted("b", "b")),
                story(
                        "a grant that is not on record",
                        "1 0 0 authority-not-before at 4",
                        new Story().usedStanding("b", 1, "/src/a", "rita").granted("b", "b")),
                story("ran something else", "1 1 0 executed-differently at 7", people().diverged("a", "x")),
                story(
                        "an outcome of nothing",
                        "0 0 0 outcome-without-grant at 5",
                        new Story()
                                .readyByPeople("a", "rita")
                                .intended("a", "x", "permit", Story.INTENT, Story.people("rita"))
                                .reported("a", "x")),
                story(
                        "an approval by another service",
                        "1 0 0 wrong-origin at 1 authority-not-before at 5",
                        new Story()
                                .proposed("a")
                                .append(
                                        "approval.ApprovalGranted",
                                        "execution_gateway",
                                        facts -> facts.put(
                                                        "action",
                                                        JsonObject.builder().put("id", "a"))
                                                .put("approval", "approval")
                                                .put(
                                                        "who",
                                                        JsonObject.builder().put("approvers", Story.persons("rita"))))
                                .authorised("a")
                                .permitted("a", "permit")
                                .intended("a", "x", "permit", Story.INTENT, Story.people("rita"))
                                .granted("a", "x")));
    }

    @Test
    void whatBeganOutsideIsCountedAndNotJudged() {
        assertThat(judged(people().bundle(1))).isEqualTo("1 0 1");
        assertThat(judged(byPolicy("ann", "ben", Story.policy("ann", "ben")).bundle(1)))
                .isEqualTo("1 0 1");
        assertThat(judged(amended("robin", "rita", "robin").bundle(3))).isEqualTo("1 0 1");
        assertThat(judged(new Story()
                        .released("ann", "ben")
                        .proposed("b")
                        .readyByPeople("a", "rita")
                        .intended("a", "x", "permit", Story.INTENT, Story.people("eve"))
                        .granted("a", "x")
                        .bundle(1)))
                .isEqualTo("1 0 0 authority-not-before at 7");
    }

    @TestFactory
    Stream<DynamicTest> vectors() throws IOException {
        JsonNode index =
                new ObjectMapper().readTree(VECTORS.resolve("controls.json").toFile());
        return StreamSupport.stream(index.get("bundles").spliterator(), false)
                .map(vector -> dynamicTest(
                        vector.get("file").asText(),
                        () -> assertThat(judged(Files.readAllBytes(
                                        VECTORS.resolve(vector.get("file").asText()))))
                                .isEqualTo(vector.get("found").asText())));
    }

    private static Story people() {
        return new Story()
                .readyByPeople("a", "rita")
                .intended("a", "x", "permit", Story.INTENT, Story.people("rita"))
                .granted("a", "x")
                .reported("a", "x");
    }

    private static Story granted(int uses) {
        return new Story().proposed("a").standing("a", "target", uses, "2026-01-31T11:00:00Z", "rita");
    }

    private static Story uses(int granted, int... numbers) {
        Story story = granted(granted);
        for (int i = 0; i < numbers.length; i++) {
            String action = "use-" + i;
            story = story.usedStanding(action, numbers[i], "/src/a", "rita").granted(action, action);
        }
        return story;
    }

    private static Story amended(String amender, String approver, String... named) {
        return executed(new Story().proposed("a").amended("a", "b", amender).proposedAnew("b", "a", named), approver);
    }

    private static Story executed(Story story, String approver) {
        return story.approved("b", Story.INTENT, approver)
                .authorised("b")
                .permitted("b", "permit")
                .intended("b", "x", "permit", Story.INTENT, Story.people(approver))
                .granted("b", "x");
    }

    private static Story intent(JsonObject authority) {
        return new Story()
                .readyByPeople("a", "rita")
                .intended("a", "x", "permit", Story.INTENT, authority)
                .granted("a", "x");
    }

    private static Story byPolicy(String author, String releaser, JsonObject authority) {
        return byPolicy(new Story().released(author, releaser), authority);
    }

    private static Story byPolicyWithoutRelease() {
        return byPolicy(new Story(), Story.policy("ann", "ben"));
    }

    private static Story byPolicy(Story story, JsonObject authority) {
        return story.proposed("a")
                .authorised("a")
                .permitted("a", "permit")
                .intended("a", "x", "permit", Story.INTENT, authority)
                .granted("a", "x");
    }

    private static DynamicTest story(String name, String expected, Story story) {
        return dynamicTest(name, () -> assertThat(judged(story.bundle(0))).isEqualTo(expected));
    }

    /** Executions, in order, begun outside, and the exceptions, as both verifiers find them. */
    static String judged(byte[] bundle) {
        ControlCheck check = new ControlCheck();
        try {
            assertThat(BundleVerifier.report(new ByteArrayInputStream(bundle), List.of(KEY), null, check)
                            .verdict())
                    .isInstanceOf(ChainVerdict.Intact.class);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        ControlReport report = check.report();
        String found = numbers(report.executions(), report.inOrder(), report.outside())
                + report.findings().stream()
                        .map(finding -> " " + finding.code().wireName() + " at " + finding.sequence())
                        .collect(Collectors.joining());
        JsonNode second =
                SecondVerifier.judge(bundle, null, List.of("--controls"), KEY).path("controls");
        StringBuilder same = new StringBuilder(numbers(
                second.get("executions").asLong(),
                second.get("inOrder").asLong(),
                second.get("begunOutside").asLong()));
        second.get("findings")
                .forEach(finding -> same.append(" ")
                        .append(finding.get("code").asText())
                        .append(" at ")
                        .append(finding.get("sequence").asLong()));
        assertThat(same.toString()).as("the second verifier").isEqualTo(found);
        return found;
    }

    private static String numbers(long executions, long inOrder, long outside) {
        return executions + " " + inOrder + " " + outside;
    }

    /** Writes the vectors anew; run by hand. */
    static final class Write {

        public static void main(String[] args) throws IOException {
            ObjectMapper mapper = new ObjectMapper();
            var index = mapper.createObjectNode();
            index.put("trustedKey", KEY.toString());
            index.put("meaning", "executions, in order, begun outside, then each exception");
            var bundles = index.putArray("bundles");
            write(bundles, "in-order.jsonl", people());
            write(
                    bundles,
                    "requester-approved.jsonl",
                    new Story()
                            .readyByPeople("a", "rita", "dana")
                            .intended("a", "x", "permit", Story.INTENT, Story.people("rita", "dana"))
                            .granted("a", "x"));
            write(
                    bundles,
                    "sealed-something-else.jsonl",
                    new Story()
                            .readyByPeople("a", "rita")
                            .intended("a", "x", "permit", Story.OTHER_INTENT, Story.people("rita"))
                            .granted("a", "x", 3));
            write(bundles, "grant-used.jsonl", uses(2, 1, 2));
            write(bundles, "grant-used-up.jsonl", uses(1, 1, 2));
            write(bundles, "amended.jsonl", amended("robin", "rita", "robin"));
            write(bundles, "amender-approved.jsonl", amended("robin", "robin", "robin"));
            mapper.writerWithDefaultPrettyPrinter()
                    .writeValue(VECTORS.resolve("controls.json").toFile(), index);
        }

        private static void write(com.fasterxml.jackson.databind.node.ArrayNode bundles, String file, Story story)
                throws IOException {
            Files.write(VECTORS.resolve(file), story.bundle(0));
            bundles.addObject().put("file", file).put("found", judged(story.bundle(0)));
        }
    }
}
