package dev.syndicate.audit.evidence;

import dev.syndicate.audit.story.ActionStory;
import dev.syndicate.audit.story.Moment;
import dev.syndicate.audit.story.PersonView;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One action on the page: what was asked, and the five questions with their answers. */
final class ActionArticle {

    private final ActionStory story;
    private final boolean withContent;
    private final AskedParameters parameters;
    private final Html html;

    ActionArticle(ActionStory story, boolean withContent, Contents contents, Html html) {
        this.story = story;
        this.withContent = withContent;
        this.parameters = new AskedParameters(story.asked(), withContent, contents);
        this.html = html;
    }

    void write() {
        ActionStory.OutcomeView outcome = story.outcome();
        String end = outcome == null ? "Not ended" : Words.outcome(outcome.result());
        String tone = outcome == null ? "open" : Words.tone(outcome.result());
        html.raw("<article class=\"action " + tone + "\"><div class=\"head\"><h3>")
                .text(story.asked().tool() == null ? "An action" : story.asked().tool())
                .raw("</h3><span class=\"badge " + tone + "\">")
                .text(end)
                .raw("</span></div>");
        asked();
        html.raw("<dl class=\"questions\">");
        authority();
        what();
        before();
        equal();
        altered();
        html.raw("</dl>");
        steps();
        html.raw("</article>\n");
    }

    private void asked() {
        parameters.text().ifPresent(text -> html.raw("<pre>").lines(text).raw("</pre>"));
        html.raw("<p class=\"meta\">");
        PersonView principal = story.principal();
        html.raw("For ").text(principal == null ? "nobody named" : principal.name());
        ActionStory.Agent agent = story.agent();
        if (agent != null) {
            html.raw(" by ").text(agent.product() + " " + Objects.requireNonNullElse(agent.version(), ""));
        }
        if (story.workspace() != null) {
            html.raw(" in ").text(story.workspace());
        }
        Moment proposed = story.asked().proposed();
        if (proposed != null) {
            html.raw(", ").raw(Pages.timeMarkup(proposed.at()));
        }
        html.raw(" · action ").code(story.action()).raw("</p>");
    }

    private void authority() {
        ActionStory.AuthorityView authority = story.authority();
        boolean ran = story.execution() != null;
        question("Who authorised it?", authority == null ? ran ? "no" : "none" : "yes");
        if (authority == null) {
            html.raw(ran ? "Nobody is on record." : "Nobody: it was not authorised, and it did not run.");
        } else if ("people".equals(authority.kind())) {
            people(authority);
        } else {
            html.raw("Policy version ")
                    .code(authority.policyVersion())
                    .raw(", rule <b>")
                    .text(authority.rule())
                    .raw("</b>, written by ");
            person(authority.author());
            html.raw(" and released by ");
            person(authority.releaser());
            html.raw(". ").raw(record(authority.given()));
        }
        decision();
        html.raw("</dd></div>");
    }

    private void people(ActionStory.AuthorityView authority) {
        html.raw("<ul>");
        for (PersonView approver : authority.approvers()) {
            html.raw("<li>");
            person(approver);
            vote(approver)
                    .ifPresent(vote -> html.raw(", voted ")
                            .raw(Pages.timeMarkup(vote.cast().at()))
                            .raw(" ")
                            .raw(record(vote.cast())));
            html.raw("</li>");
        }
        html.raw("</ul>");
    }

    private Optional<ActionStory.VoteView> vote(PersonView approver) {
        return story.votes().stream()
                .filter(vote -> vote.reviewer() != null
                        && Objects.equals(vote.reviewer().subject(), approver.subject())
                        && Objects.equals(vote.reviewer().issuer(), approver.issuer())
                        && "approve".equals(vote.choice()))
                .reduce((first, second) -> second);
    }

    private void decision() {
        ActionStory.DecisionView decision = story.decision();
        if (decision != null) {
            html.raw("<p class=\"small\">Policy said <b>")
                    .text(decision.effect())
                    .raw("</b>")
                    .raw(decision.rule() == null ? "" : " by rule <b>" + Html.escaped(decision.rule(), false) + "</b>")
                    .raw(": “")
                    .text(decision.reason())
                    .raw("” Version ")
                    .code(decision.policyVersion() == null ? "none" : decision.policyVersion())
                    .raw(", risk ")
                    .text(decision.risk())
                    .raw(", trust tier ")
                    .text(decision.trustTier())
                    .raw(". ")
                    .raw(record(decision.decided()))
                    .raw("</p>");
        }
    }

    private void what() {
        question("What exactly was authorised?", "none");
        html.raw("<dl class=\"facts\">");
        fact("Intent", story.digests().approved());
        fact("Action", story.digests().action());
        fact("View that was voted on", story.digests().view());
        String content = story.asked().parametersDigest();
        if (content != null) {
            html.raw("<dt>Every byte of it</dt><dd>")
                    .code((withContent ? "content/" : "") + content.replace("sha256:", ""))
                    .raw(parameters.absence())
                    .raw("</dd>");
        }
        html.raw("</dl></dd></div>");
    }

    private void before() {
        ActionStory.ExecutionView execution = story.execution();
        Boolean before = story.authorisedBeforeExecution();
        question("Did authorisation come before execution?", before == null ? "none" : before ? "yes" : "no");
        ActionStory.AuthorityView authority = story.authority();
        if (execution == null) {
            html.raw("Nothing ran.");
        } else {
            html.raw(Boolean.TRUE.equals(before) ? "Yes. " : "No. ");
            if (authority != null) {
                html.raw("Authorised ").raw(at(authority.given())).raw(", then intended ");
            } else {
                html.raw("Intended ");
            }
            html.raw(at(execution.intended()));
            Moment granted = execution.granted();
            html.raw(granted == null ? ", never granted." : ", sealed, and granted " + at(granted) + ".");
        }
        html.raw("</dd></div>");
    }

    private void equal() {
        ActionStory.Digests digests = story.digests();
        Boolean equal = digests.equal();
        boolean ran = story.execution() != null;
        question("Is what was executed what was authorised?", equal == null ? "none" : equal ? "yes" : "no");
        if (equal == null) {
            html.raw("Nothing was presented for execution.");
        } else if (equal) {
            html.raw("Yes: the same intent digest")
                    .raw(
                            digests.observed() == null
                                    ? " was recomputed from what was about to run."
                                    : " was recomputed from what was about to run, and again from what the host says it ran.");
        } else {
            html.raw(ran ? "<b>No.</b> It differs:" : "<b>No, and it was refused.</b> Nothing ran.");
            html.raw("<dl class=\"facts\">");
            fact("Authorised", digests.approved());
            fact("Presented", digests.executed());
            fact("Observed", digests.observed());
            html.raw("</dl>");
        }
        outcome();
        html.raw("</dd></div>");
    }

    private void outcome() {
        ActionStory.OutcomeView outcome = story.outcome();
        if (outcome != null) {
            html.raw("<p class=\"small\">").text(Words.outcome(outcome.result()));
            if (outcome.exitCode() != null) {
                html.raw(", exit code ").raw(String.valueOf(outcome.exitCode()));
            }
            if (outcome.reason() != null) {
                html.raw(": ").text(outcome.reason());
            }
            html.raw(", ").raw(at(outcome.ended())).raw("</p>");
        }
    }

    private void altered() {
        question("Can the record be altered?", "none");
        List<ActionStory.Step> steps = story.steps();
        html.raw("Not without being found: its ")
                .raw(Pages.number(steps.size()))
                .raw(steps.size() == 1 ? " record, " : " records, ")
                .raw(Pages.number(steps.getFirst().record()))
                .raw(
                        steps.size() == 1
                                ? ""
                                : " to " + Pages.number(steps.getLast().record()))
                .raw(", lead to the signed checkpoint below. Verify them.");
        html.raw("</dd></div>");
    }

    private void steps() {
        html.raw(
                        "<details><summary>Every record, in order</summary><div class=\"scroll\"><table><thead><tr><th scope=\"col\">Record</th>")
                .raw(
                        "<th scope=\"col\">When (UTC)</th><th scope=\"col\">What</th><th scope=\"col\">Who</th><th scope=\"col\">Says</th></tr></thead><tbody>");
        for (ActionStory.Step step : story.steps()) {
            html.raw("<tr><td class=\"n\">")
                    .raw(Pages.number(step.record()))
                    .raw("</td><td class=\"t\">")
                    .raw(Pages.time(step.at()).replace(" UTC", ""))
                    .raw("</td><td>")
                    .text(step.event())
                    .raw("</td><td>")
                    .text(step.who())
                    .raw("</td><td>")
                    .text(step.note())
                    .raw("</td></tr>");
        }
        html.raw("</tbody></table></div>");
        if (!story.complete()) {
            html.raw("<p class=\"notice\">More records are in <code>bundle.jsonl</code>.</p>");
        }
        html.raw("</details>");
    }

    private void question(String question, String answer) {
        String mark = switch (answer) {
            case "yes" -> "✓";
            case "no" -> "✗";
            default -> "·";
        };
        html.raw("<div class=\"" + answer + "\"><dt><span class=\"mark\" aria-hidden=\"true\">" + mark + "</span>")
                .raw(question)
                .raw("</dt><dd>");
    }

    private void fact(String name, @Nullable String value) {
        if (value != null) {
            html.raw("<dt>").raw(name).raw("</dt><dd>").code(value).raw("</dd>");
        }
    }

    private void person(@Nullable PersonView person) {
        if (person == null) {
            html.raw("nobody named");
            return;
        }
        html.raw("<b>")
                .text(person.name())
                .raw("</b> <span class=\"id\">(")
                .text(person.subject())
                .raw(" at ");
        html.text(person.issuer());
        if (!person.authenticationMethods().isEmpty()) {
            html.raw(", signed in by ").text(String.join(", ", person.authenticationMethods()));
        }
        html.raw(")</span>");
    }

    private static String at(Moment moment) {
        return Pages.timeMarkup(moment.at()) + " " + record(moment);
    }

    private static String record(Moment moment) {
        return "<span class=\"record\">record " + Pages.number(moment.record()) + "</span>";
    }
}
