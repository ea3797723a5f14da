package org.egide.staff;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;

/** Answers that send the browser on (303) or set cookies. */
final class Answers {
    private Answers() {}

    static ResponseEntity<byte[]> to(String path, ResponseCookie... cookies) {
        return with(
                ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .header(HttpHeaders.LOCATION, path)
                        .body(new byte[0]),
                cookies);
    }

    static ResponseEntity<byte[]> with(ResponseEntity<byte[]> answer, ResponseCookie... cookies) {
        var builder = ResponseEntity.status(answer.getStatusCode()).headers(answer.getHeaders());
        for (var cookie : cookies) {
            builder.header(HttpHeaders.SET_COOKIE, cookie.toString());
        }
        return builder.body(answer.getBody());
    }
}
