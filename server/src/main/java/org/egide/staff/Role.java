package org.egide.staff;

/** What a person of staff may do; a person may hold several. */
public enum Role {
    /** Assesses reports and sees content with a reason. */
    ANALYST,
    /** Decides disagreements, takes over what stalls. */
    SUPERVISOR,
    /** Opens what lies in quarantine, and nobody else does. */
    SPECIALIST,
    /** Talks with children at a helpline. */
    COUNSELLOR,
    /** Receives referrals for the police. */
    OFFICER,
    /** Helps children afterwards. */
    CARE_WORKER,
    /** Watches over the desk; reads the audit record. */
    OVERSEER,
    /** Coordinates the national plan. */
    COORDINATOR,
    /** Runs the machine and invites people; sees no content. */
    ADMINISTRATOR
}
