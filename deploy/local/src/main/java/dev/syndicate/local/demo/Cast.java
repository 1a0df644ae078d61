package dev.syndicate.local.demo;

import dev.syndicate.cli.http.Answer;
import dev.syndicate.cli.http.Api;
import dev.syndicate.cli.http.Endpoints;
import dev.syndicate.cli.identity.PasswordSignIn;
import dev.syndicate.local.bench.Waiting;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The people of the demo, each signed in for real. */
public final class Cast {

    private final Endpoints endpoints;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    public Cast(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    public void signIn(List<String> people) {
        people.parallelStream().forEach(this::token);
    }

    public String token(String person) {
        return tokens.computeIfAbsent(person, name -> new PasswordSignIn(endpoints.issuer()).accessToken(name, name));
    }

    public Api atGateway(String person) {
        return Api.at(endpoints.gateway()).as(token(person));
    }

    public Api atApprovals(String person) {
        return Api.at(endpoints.approval()).as(token(person));
    }

    public Api atPolicies(String person) {
        return Api.at(endpoints.policy()).as(token(person));
    }

    public Api atAudit(String person) {
        return Api.at(endpoints.audit()).as(token(person));
    }

    /** Publishes a bundle as its author and releases it as another; answers the version. */
    public String release(String bundle, String author, String releaser) {
        String version = publish(bundle, author).orRefused().text("version");
        activate(version, releaser).orRefused();
        return version;
    }

    public Answer publish(String bundle, String author) {
        return atPolicies(author).postText("/v1/policies", bundle, "application/yaml");
    }

    public Answer activate(String version, String releaser) {
        return atPolicies(releaser).postText("/v1/policies/" + version + "/activate", "");
    }

    /** Opens a session for a coding tool of this person. */
    public Answer openSession(String token, String adapter) {
        return Api.at(endpoints.gateway())
                .as(token)
                .post(
                        "/v1/sessions",
                        Map.of(
                                "workspace",
                                "acme/checkout",
                                "agent",
                                Map.of(
                                        "vendor", "anthropic",
                                        "product", "claude-code",
                                        "version", "2.1.330",
                                        "adapter", adapter)));
    }

    /** Votes, and once more where audit-service did not say in time that votes may be taken; then none is. */
    public Answer decide(String person, String approval, String choice) {
        return Waiting.settled(vote(person, approval, choice), Late::isVote, again -> vote(person, approval, choice));
    }

    /** Votes as a reviewer would: on the digests of what they were shown. */
    public Answer vote(String person, String approval, String choice) {
        Answer shown = atApprovals(person).get("/v1/approvals/" + approval).orRefused();
        atApprovals(person).postText("/v1/approvals/" + approval + "/openings", "");
        return atApprovals(person)
                .post(
                        "/v1/approvals/" + approval + "/votes",
                        Map.of(
                                "choice",
                                choice,
                                "intentDigest",
                                shown.text("intentDigest"),
                                "viewDigest",
                                shown.text("viewDigest"),
                                "comment",
                                "Seen and decided."));
    }
}
