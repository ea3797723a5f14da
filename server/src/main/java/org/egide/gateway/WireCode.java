package org.egide.gateway;

/**
 * The response codes of the XML door, with the HTTP status each is answered with here. Clients take "already retracted" and
 * "already finished" as wanted only on a success status, so these two answer 200.
 */
enum WireCode {
    SUCCESS(0, 200, "Success"),
    SERVER_ERROR(1000, 500, "Server error"),
    SAVE_FAILED(1100, 503, "The report could not be saved; send it again"),
    UPLOAD_FAILED(1110, 400, "The upload broke off or could not be read"),
    FILE_UPLOAD_FAILED(1111, 503, "The file could not be kept; send it again"),
    RESOURCE_NOT_FOUND(1210, 404, "There is no such resource"),
    UPDATE_FAILED(1300, 503, "The report could not be updated; send it again"),
    AUTHENTICATION_REQUIRED(2000, 401, "Authentication required"),
    NOT_AUTHORISED(3000, 403, "Not authorised"),
    NO_RIGHT_TO_SUBMIT(3100, 403, "No right to submit"),
    NO_RIGHT_TO_UPDATE(3300, 403, "No right to update"),
    INVALID_REQUEST(4000, 400, "Invalid request"),
    VALIDATION_FAILED(4100, 400, "Validation failed"),
    MALFORMED_XML(4110, 400, "Malformed XML"),
    MALFORMED_FILE(4200, 400, "The file is empty or not readable"),
    NO_SUCH_REPORT(5001, 404, "There is no such report"),
    NO_SUCH_FILE(5002, 404, "There is no such file"),
    ALREADY_RETRACTED(5101, 200, "The report was already retracted"),
    ALREADY_FINISHED(5102, 200, "The report was already finished");

    private final int number;
    private final int status;
    private final String description;

    WireCode(int number, int status, String description) {
        this.number = number;
        this.status = status;
        this.description = description;
    }

    /** The number on the wire. */
    int number() {
        return number;
    }

    int status() {
        return status;
    }

    String description() {
        return description;
    }
}
