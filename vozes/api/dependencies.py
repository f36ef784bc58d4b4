"""What routes are given: the service that the application was made with."""

from typing import Annotated

from fastapi import Depends, Request

from vozes.service.core import Service


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


ServiceOf = Annotated[Service, Depends(_service)]
