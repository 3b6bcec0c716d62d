"""What goes out instead of the proper response."""

import math

from spektrix_simulator.calls.responses import ApiResponse, html_response, json_response
from spektrix_simulator.requested_faults.fault import RequestedFault

RETRY_AFTER_SECONDS = 2.0
SLOW_SECONDS = 12.0
WORDS = {
    401: "Unauthorized",
    404: "Not found",
    409: "Conflict",
    429: "Too many requests",
    500: "An error has occurred.",
}


def faulty_response(fault: RequestedFault, answer: ApiResponse | None) -> ApiResponse:
    """Return what goes out instead; `answer` is the proper one where the call was served all the same."""
    match fault.kind:
        case "slow":
            proper = answer or json_response({})
            proper.delay_seconds = SLOW_SECONDS if fault.seconds is None else fault.seconds
            return proper
        case "cut_off":
            proper = answer or json_response({})
            proper.cut = True
            return proper
        case "not_json":
            return ApiResponse(
                200, b"<!-- scheduled maintenance -->\nplease come back", "text/html; charset=utf-8"
            )
        case "403":
            return html_response(403, "Attention Required!", "Sorry, you have been blocked.")
        case "502":
            return html_response(502, "502 Bad Gateway", "The server is on its interval.")
        case "429":
            wait = RETRY_AFTER_SECONDS if fault.seconds is None else fault.seconds
            refused = json_response({"message": "Too many requests"}, 429)
            refused.headers.append(("Retry-After", str(math.ceil(wait))))
            return refused
    status = int(fault.kind[:3])
    return json_response({"message": WORDS[status]}, status)
