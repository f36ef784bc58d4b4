"""The user and the subscription that ElevenLabs' clients ask for, mostly to learn whether their key is right."""

from fastapi import APIRouter

from vozes.api.dependencies import ServiceOf
from vozes.api.elevenlabs_voice_schemas import Subscription, User
from vozes.api.routes.elevenlabs.matching import elevenlabs_failures
from vozes.service.core import Service
from vozes.service.thread_pools import in_thread

router = APIRouter(prefix="/v1/user", tags=["elevenlabs"])


@router.get("", summary="Show the user, as ElevenLabs does", responses=elevenlabs_failures())
async def show_user(service: ServiceOf) -> User:
    """Answered only where the key is right: nothing else in it means anything."""
    return User(subscription=await _subscription(service))


@router.get("/subscription", summary="Show the subscription, as ElevenLabs does", responses=elevenlabs_failures())
async def show_subscription(service: ServiceOf) -> Subscription:
    return await _subscription(service)


async def _subscription(service: Service) -> Subscription:
    voices = await in_thread(service.library.list)
    clones = any(engine.info.capabilities.cloning for engine in service.registry.installed)
    return Subscription(voice_slots_used=len(voices), can_use_instant_voice_cloning=clones)
