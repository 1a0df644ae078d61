package dev.syndicate.approval.explorer;

import dev.syndicate.approval.console.Wording;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.session.FailMode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An auditor's questions, answered by what a record states of itself. */
final class Answers {

    private Answers() {}

    /** @param story of the action that the record is about; without members where there is none, or it cannot be had */
    static List<Answer> of(Facts body, Facts story) {
        return Stream.of(authority(body), subject(body), before(story), match(body), ending(body))
                .filter(answer -> !answer.lines().isEmpty())
                .toList();
    }

    private static Answer authority(Facts body) {
        Answer.Lines lines = new Answer.Lines();
        body.objects("authority", "approvers").forEach(person -> lines.text("approved by", person(person)));
        body.number("authority", "use")
                .ifPresent(use -> lines.link(
                        "standing", "use " + use + " of a grant", "/grants/" + body.text("authority", "approval")));
        lines.code("policy", first(body, "authority", "policyVersion", "version"))
                .text("written by", person(policy(body, "author")))
                .text("released by", person(policy(body, "releaser")))
                .text("acted", person(body.at("who", "reviewer")))
                .text("acted", person(body.at("who", "actor")))
                .text("on behalf of", person(body.at("who", "principal")))
                .text("through", agent(body.at("who", "agent")));
        return new Answer("Who authorised it", "i-person", null, lines.list());
    }

    private static Answer subject(Facts body) {
        Answer.Lines lines = new Answer.Lines();
        lines.text("tool", tool(body));
        body.texts("action", "targets").forEach(target -> lines.code("target", target));
        lines.code("parameters", parameters(body))
                .text("rule", rule(body))
                .text("enforced", enforcement(body.text("enforcementTier")))
                .text("fails", failing(body.text("failMode")))
                .text("in", body.text("workspace"))
                .link("action", body.text("action", "id"), "/audit?action=" + body.text("action", "id"))
                .link("approval", body.text("approval"), "/approvals/" + body.text("approval"))
                .link("approval", approvalOfAuthority(body), "/approvals/" + approvalOfAuthority(body))
                .link("session", body.text("session"), "/sessions/" + body.text("session"))
                .text("asked for", body.text("reading", "resource"))
                .code("question", body.text("reading", "query"))
                .text("finding", body.text("integrity", "code"))
                .code("names", body.text("integrity", "finding"));
        return new Answer("What exactly", "k-file-read", null, lines.list());
    }

    /** Its own record may be about something later or earlier, so the action's other records answer this. */
    private static Answer before(Facts story) {
        Answer.Lines lines = new Answer.Lines();
        moment(lines, "authorised", story.at("authority", "given"));
        moment(lines, "intended", story.at("execution", "intended"));
        moment(lines, "granted", story.at("execution", "granted"));
        boolean ran = story.has("execution", "granted");
        boolean before = story.isTrue("authorisedBeforeExecution");
        @Nullable
        Match verdict = !ran ? null : before ? new Match("yes", "i-tick", "good") : new Match("no", "i-cross", "bad");
        return new Answer("Before it ran", "i-hour", verdict, lines.list());
    }

    private static void moment(Answer.Lines lines, String label, Facts moment) {
        moment.number("record")
                .ifPresent(record -> lines.link(
                        label, RecordRow.number(record) + ", " + moment.text("at"), "/audit/records/" + record));
    }

    private static Answer match(Facts body) {
        Match verdict = Match.of(body);
        String approved = body.text("digests", "intentAtApproval");
        Answer.Lines lines = new Answer.Lines()
                .code("intended", approved)
                .marked("executed", body.text("digests", "intentAtExecution"), against(body, "intentAtExecution"))
                .marked("observed", body.text("digests", "intentObserved"), against(body, "intentObserved"))
                .code("action", body.text("digests", "action"))
                .code("view", body.text("digests", "view"));
        return new Answer("Did it match", "i-equal", verdict.word().isEmpty() ? null : verdict, lines.list());
    }

    private static Answer ending(Facts body) {
        Answer.Lines lines = new Answer.Lines()
                .text("ended as", Kind.ofOutcome(body.text("outcome", "result")).word())
                .text("reason", body.text("outcome", "reason"))
                .text("detail", body.text("outcome", "detail"))
                .text(
                        "exit status",
                        body.number("outcome", "exitCode").map(String::valueOf).orElse(""))
                .code("result", body.text("outcome", "resultDigest"));
        return new Answer("How it ended", "i-dot", null, lines.list());
    }

    private static String against(Facts body, String digest) {
        return body.text("digests", digest).equals(body.text("digests", "intentAtApproval")) ? "" : "bad";
    }

    private static Facts policy(Facts body, String role) {
        Facts ofAuthority = body.at("authority", role);
        Facts ofPolicy = body.at("policy", role);
        return !ofAuthority.name().isEmpty()
                ? ofAuthority
                : !ofPolicy.name().isEmpty() ? ofPolicy : body.at("who", role);
    }

    private static String first(Facts body, String part, String... names) {
        return Stream.concat(
                        Stream.of(names).map(name -> body.text(part, name)), Stream.of(body.text("policy", "version")))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String approvalOfAuthority(Facts body) {
        String approval = body.text("authority", "approval");
        return approval.equals(body.text("approval")) ? "" : approval;
    }

    private static String person(Facts person) {
        String how = String.join(", ", person.texts("authenticationMethods"));
        return person.name() + (how.isEmpty() ? "" : " (" + how + ")");
    }

    private static String agent(Facts agent) {
        return joined(" ", Wording.product(agent.text("product")), agent.text("version"));
    }

    private static String tool(Facts body) {
        return joined(", ", body.text("action", "tool"), body.text("action", "rawTool"), body.text("action", "kind"));
    }

    private static String parameters(Facts body) {
        String digest = body.text("action", "parameters", "digest");
        String size = body.number("action", "parameters", "size")
                .map(bytes -> bytes + " bytes")
                .orElse("");
        return joined(", ", digest, size);
    }

    private static String rule(Facts body) {
        String trust =
                body.number("policy", "trustTier").map(tier -> "tier" + tier).orElse("");
        String risk = body.text("policy", "risk");
        return joined(
                ", ",
                body.text("policy", "rule"),
                risk.isEmpty() ? "" : risk + " risk",
                trust,
                body.text("policy", "reason"));
    }

    private static String enforcement(String tier) {
        return Stream.of(EnforcementTier.values())
                .filter(known -> known.name().equals(tier))
                .map(known -> tier + ", " + Wording.enforcement(known))
                .findFirst()
                .orElse(tier);
    }

    private static String failing(String mode) {
        return Stream.of(FailMode.values())
                .filter(known -> known.wireName().equals(mode))
                .map(known -> mode + ", " + Wording.failMode(known))
                .findFirst()
                .orElse(mode);
    }

    private static String joined(String between, String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(between));
    }
}
