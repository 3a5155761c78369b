"""What every error looks like."""

from __future__ import annotations

from pydantic import Field

from jessica.api.schemas.part import Part


class FieldProblem(Part):
    """What is wrong with one field, header or parameter."""

    field: str = Field(examples=["text"])
    message: str = Field(examples=["Should have at most 2000 characters."])


class ProblemDetails(Part):
    """RFC 9457 problem details, sent as application/problem+json."""

    model_config = {
        "json_schema_extra": {
            "examples": [
                {
                    "type": "/api/v1/docs#problem-invalid",
                    "title": "Something in the call is not valid",
                    "status": 422,
                    "detail": "Nothing was done. Please correct: text.",
                    "errors": [{"field": "text", "message": "Should have at most 2000 characters."}],
                }
            ]
        }
    }

    type: str = Field(description="Which kind of problem it is: a link into the docs.")
    title: str
    status: int = Field(ge=400, le=599)
    detail: str = Field(description="What happened, what was kept and what to do.")
    errors: list[FieldProblem] = Field(description="Empty unless the status is 422.")
