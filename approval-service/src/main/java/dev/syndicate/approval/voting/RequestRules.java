package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.RequestApproval;
import java.util.List;

/** What a request must meet before anybody is asked. The first rule that objects ends the request with a problem. */
record RequestRules(List<RequestRule> rules) {

    RequestRules {
        rules = List.copyOf(rules);
    }

    void check(RequestApproval request) {
        rules.forEach(rule -> rule.check(request));
    }
}
