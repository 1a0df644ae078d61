package dev.syndicate.gateway.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a proposal, as the API reference shows it: the contents of files that the action changes may stand beside it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProposalWithPreImages(
        @JsonUnwrapped ProposalRequest action, @Nullable List<PreImage> preImages) {}
