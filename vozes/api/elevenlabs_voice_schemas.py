"""The JSON of voices, models and users in ElevenLabs' API: what goes out, and the fields of forms that come in."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class SpokenLanguage(BaseModel):
    language: str = Field(description="Without its region, such as `pt`.")
    model_id: str
    locale: str = Field(description="As Vozes tags it, such as `pt-br`.")


class ElevenLabsVoice(BaseModel):
    """A voice as ElevenLabs' clients know it."""

    voice_id: str
    name: str
    category: Literal["premade", "cloned"] = Field(description="`cloned`: one of the library.")
    labels: dict[str, str] = Field(description="Language, gender and engine, and the labels that it was given.")
    description: str | None
    preview_url: str | None = Field(description="An MP3 of a short sentence.")
    verified_languages: list[SpokenLanguage] = Field(description="Of a voice with few languages: those.")
    samples: None = None
    settings: None = None
    available_for_tiers: list[str] = []
    high_quality_base_model_ids: list[str] = []
    is_owner: bool
    is_legacy: bool = False
    is_mixed: bool = False
    created_at_unix: int | None


class ElevenLabsVoices(BaseModel):
    voices: list[ElevenLabsVoice]


class ElevenLabsVoicePage(ElevenLabsVoices):
    has_more: bool
    total_count: int
    next_page_token: str | None = Field(description="What asks for the next page.")


class AddVoiceForm(BaseModel):
    model_config = ConfigDict(extra="allow")

    name: str
    consent: str = Field(
        "", description="Beyond ElevenLabs: `true` declares that the speaker has agreed. So does the label `consent`."
    )
    description: str = ""
    labels: str = Field("", description='An object in JSON, such as `{"language": "pt", "consent": "true"}`.')


class EditVoiceForm(BaseModel):
    model_config = ConfigDict(extra="allow")

    name: str
    description: str | None = None
    labels: str = Field("", description="An object in JSON, in place of the labels that it has.")


class AddedVoice(BaseModel):
    voice_id: str
    requires_verification: Literal[False] = False


class Done(BaseModel):
    status: Literal["ok"] = "ok"


class ModelLanguage(BaseModel):
    language_id: str
    name: str


class ElevenLabsModel(BaseModel):
    """An engine, a model of one, or a name of ElevenLabs', which means the selected engine."""

    model_id: str
    name: str
    description: str
    can_do_text_to_speech: bool = True
    can_do_voice_conversion: bool = False
    can_be_finetuned: bool = False
    can_use_style: bool = False
    can_use_speaker_boost: bool = False
    serves_pro_voices: bool = False
    requires_alpha_access: bool = False
    token_cost_factor: float = 0.0
    languages: list[ModelLanguage]
    maximum_text_length_per_request: int
    max_characters_request_free_user: int
    max_characters_request_subscribed_user: int


class Price(BaseModel):
    amount: str = "0"
    currency: str = "usd"


class Subscription(BaseModel):
    """What clients look for before they speak: nothing is counted here, and nothing costs."""

    tier: str = "vozes"
    status: Literal["active"] = "active"
    character_count: int = 0
    character_limit: int = 2**31 - 1
    max_character_limit_extension: int | None = None
    max_credit_limit_extension: int = 0
    can_extend_character_limit: bool = False
    allowed_to_extend_character_limit: bool = False
    next_character_count_reset_unix: int | None = None
    voice_slots_used: int = Field(description="Voices of the library.")
    voice_limit: int = 2**31 - 1
    max_voice_add_edits: int | None = None
    voice_add_edit_counter: int = 0
    professional_voice_slots_used: int = 0
    professional_voice_slots_used_in_workspace: int = 0
    professional_voice_limit: int = 0
    can_extend_voice_limit: bool = False
    can_use_instant_voice_cloning: bool = Field(description="Whether an engine is installed that clones.")
    can_use_professional_voice_cloning: bool = False
    currency: None = None
    current_overage: Price = Price()
    billing_period: None = None
    character_refresh_period: None = None
    open_invoices: list[str] = []
    has_open_invoices: bool = False


class User(BaseModel):
    """Whoever has the server's key."""

    user_id: str = "vozes"
    workspace_id: str = "vozes"
    subscription: Subscription
    is_new_user: bool = False
    can_use_delayed_payment_methods: bool = False
    is_onboarding_completed: bool = True
    is_onboarding_checklist_completed: bool = True
    first_name: str | None = None
    is_api_key_hashed: bool = True
    created_at: int = 0
    seat_type: str = "workspace_admin"
