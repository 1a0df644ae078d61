package dev.syndicate.approval.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.approval.ProposedAction;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.InvalidActionException;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.policy.Risk;
import dev.syndicate.platform.content.DataSubject;
import dev.syndicate.testing.content.TestContents;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A reviewer changes what was asked for, sees exactly what differs, and sends it. */
class ConsoleAmendIT extends ConsoleBrowserIT {

    @Test
    void amendsWhatWasAskedForAfterShowingTheDifferenceAndBothDigests() {
        ProposedAction action = proposed().command("git push --force origin main");
        ApprovalId approval = askAmendably(action);
        String amended = digestOf(action, "git push origin main");
        try (Reader riley = signIn("riley")) {
            riley.open(approval);
            riley.sees("[data-amend]");
            riley.press("e");
            riley.sees("textarea#parameters");
            riley.shoot("amend");
            riley.page().locator("textarea#parameters").fill("{\"command\":\"git push origin main\"}");
            riley.page().getByLabel("Comment").fill("Without force.");
            riley.button("Show the difference").click();
            riley.sees(".unified tr.removed", "git push --force origin main");
            riley.sees(".unified tr.added", "git push origin main");
            assertThat(riley.find("#digest-before"))
                    .hasText(view(approval).request().intentDigest().toString());
            assertThat(riley.find("#digest-after")).hasText(amended);
            assertThat(view(approval).state()).isEqualTo(ApprovalState.OPEN);
            riley.shoot("amend-difference");
            riley.button("Send this amendment").click();
            riley.sees(".note.good", "Your amendment was recorded at ");
            riley.sees(".ended", "This request was amended");
            riley.sees("#comments", "Without force.");
            riley.shoot("detail-amended");
        }
        assertThat(view(approval).state()).isEqualTo(ApprovalState.AMENDED);
        assertThat(view(approval).ending().by()).extracting(Person::subject).containsExactly("riley");
    }

    @Test
    void showsHiddenCharactersAsEscapesToEditAndRefusesWhatIsNoJsonOrChangesNothing() {
        ApprovalId approval = askAmendably(proposed().command("rm \u202Etxt.a"));
        try (Reader riley = signIn("riley")) {
            riley.go("/approvals/" + approval + "/amend");
            assertThat(riley.page().locator("textarea#parameters").inputValue())
                    .isEqualTo("{\n  \"command\": \"rm \\u202etxt.a\"\n}");
            riley.button("Show the difference").click();
            riley.sees(".note.warn", "These are the parameters that were asked for");
            riley.page().locator("textarea#parameters").fill("{\"command\":\"a\",\"command\":\"b\"}");
            riley.button("Show the difference").click();
            riley.sees(".note.warn", "These are no JSON parameters");
            riley.page().locator("textarea#parameters").fill("{\"command\":\"rm a.txt\"}");
            riley.button("Show the difference").click();
            riley.sees(".unified tr.removed .esc", "U+202E");
            riley.button("Edit again").click();
            assertThat(riley.page().locator("textarea#parameters")).hasValue("{\"command\":\"rm a.txt\"}");
        }
        assertThat(view(approval).state()).isEqualTo(ApprovalState.OPEN);
    }

    @Test
    void sendsNothingThatWasNotShown() {
        ApprovalId approval = askAmendably(proposed().command("make deploy"));
        try (Reader riley = signIn("riley")) {
            riley.go("/approvals/" + approval + "/amend");
            riley.page().locator("textarea#parameters").fill("{\"command\":\"make test\"}");
            riley.button("Show the difference").click();
            riley.sees("#digest-after");
            riley.page()
                    .evaluate(
                            "() => { document.querySelector('input[name=parameters]').value = '{\"command\":\"rm\"}'; }");
            riley.button("Send this amendment").click();
            riley.sees(".note.warn", "Your amendment was not taken.");
        }
        assertThat(view(approval).state()).isEqualTo(ApprovalState.OPEN);
    }

    @Test
    void leadsFromWhatCameOfItToWhatWasAskedForAndDoesNotAskTheAmender() {
        Person riley = new Person(ConsoleStage.issuer(), "riley", "Riley Chen", List.of("pwd"));
        ApprovalId approval =
                ask(proposed().amendedBy(riley).judged(Risk.LOW, 2, "amended-rule", "Somebody else decides."));
        try (Reader amender = signIn("riley");
                Reader robin = signIn("robin")) {
            amender.go("/?q=amended-rule");
            amender.sees(".void", "Nothing matches");
            robin.go("/?q=amended-rule");
            robin.sees("#r-" + approval);
            robin.open(approval);
            robin.sees("#origin", "Riley Chen made this out of another request");
            amender.open(approval);
            amender.sees("#why-not", "You amended this action.");
            assertThat(amender.page().locator("[data-amend]")).hasCount(0);
        }
    }

    private ApprovalId askAmendably(ProposedAction action) {
        ApprovalId approval = ask(action);
        DataSubject dana = DataSubject.of(new Person(ConsoleStage.issuer(), "dana", "Dana Developer", List.of()));
        ConsoleStage.GATEWAY.awaits(
                action.id(),
                action.canonical(),
                amended -> TestContents.of(database, ConsoleStage.KEYS).put(dana, amended.bytes()));
        return approval;
    }

    private static String digestOf(ProposedAction action, String command) {
        CanonicalAction asked = action.canonical();
        try {
            return CanonicalAction.ofProposal(asked.json().toBuilder()
                            .put(
                                    "parameters",
                                    JsonObject.builder().put("command", command).build())
                            .build())
                    .intentDigest()
                    .toString();
        } catch (InvalidActionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
