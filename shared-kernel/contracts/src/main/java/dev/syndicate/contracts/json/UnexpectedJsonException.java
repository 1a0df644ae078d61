package dev.syndicate.contracts.json;

/** Admitted JSON that is not of the expected shape: a member is missing or of another type. It names the member only. */
public final class UnexpectedJsonException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String member;

    private UnexpectedJsonException(String member, String message) {
        super(message);
        this.member = member;
    }

    static UnexpectedJsonException missing(String member) {
        return new UnexpectedJsonException(member, "The member " + member + " is missing");
    }

    static UnexpectedJsonException notA(String wanted, String member) {
        return new UnexpectedJsonException(member, "The member " + member + " is not " + wanted);
    }

    /** The name of the member. */
    public String member() {
        return member;
    }
}
